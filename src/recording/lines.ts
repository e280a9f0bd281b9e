export interface TextLine {
  /** Without its end; only the beginning of an overlong line. */
  readonly text: string;
  /** Its offset in the file, in bytes. */
  readonly at: number;
}

/** Far above any line of a recording; enough for some hundred thousand ids. */
const longestBytes = 32 * 1024 * 1024;
const lineEnd = 10;

/** Holds one line at most. `from` is the offset of the first chunk in the file, in bytes. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  from = 0,
): AsyncGenerator<TextLine, void, undefined> {
  let parts: Uint8Array[] = [];
  let held = 0;
  let at = from;
  let next = from;

  function hold(part: Uint8Array): void {
    next += part.length;
    const room = longestBytes - held;
    if (room <= 0 || part.length === 0) return;
    parts.push(part.subarray(0, room));
    held += Math.min(room, part.length);
  }

  function taken(): TextLine {
    const line = { text: Buffer.concat(parts).toString("utf8"), at };
    parts = [];
    held = 0;
    at = next;
    return line;
  }

  for await (const chunk of chunks) {
    let rest = chunk;
    for (let end = rest.indexOf(lineEnd); end >= 0; end = rest.indexOf(lineEnd)) {
      hold(rest.subarray(0, end));
      next += 1;
      yield taken();
      rest = rest.subarray(end + 1);
    }
    hold(rest);
  }
  if (next > at) yield taken();
}

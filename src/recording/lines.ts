/** A line of a file. */
export interface TextLine {
  /** Without its end; of one that is longer than any line may be, the beginning. */
  readonly text: string;
  /** Where in the file it begins; bytes. */
  readonly at: number;
}

/** No line of a recording is near that: some hundred thousand ids. */
const longestBytes = 32 * 1024 * 1024;
const lineEnd = 10;

/**
 * The lines of a file, one after the other; the last one may have no end. However long the file or
 * a line, no more than a line is held.
 *
 * @param chunks the bytes of the file
 * @param from where in the file they begin
 */
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

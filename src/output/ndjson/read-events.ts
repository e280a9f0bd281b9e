/**
 * The objects of `--output ndjson`, read from its bytes; `aggwatch/events` of the package, where they
 * have types. Throws a SyntaxError that names the line where one is not a JSON object.
 */
export async function* readEvents(
  stream: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<object, void, undefined> {
  const decoder = new TextDecoder();
  let rest = "";
  let lines = 0;
  for await (const chunk of stream) {
    const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    const [first = "", ...others] = text.split("\n");
    rest += first;
    for (const next of others) {
      lines += 1;
      yield* eventIn(rest, lines);
      rest = next;
    }
  }
  yield* eventIn(rest + decoder.decode(), lines + 1);
}

function* eventIn(line: string, number: number): Generator<object, void, undefined> {
  if (line.trim() === "") return;
  const event = parsed(line);
  if (typeof event !== "object" || event === null || Array.isArray(event)) {
    throw new SyntaxError(`line ${number} is not a JSON object`);
  }
  yield event;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

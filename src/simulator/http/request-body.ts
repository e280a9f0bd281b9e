import type { IncomingMessage } from "node:http";

/** A client that sends more is cut off without an answer. */
const mostDrainedBytes = 4 * 1024 * 1024;

/**
 * Reads a body of at most `longestBody` bytes. A longer one is undefined, and drained: a client that
 * writes before it reads must still see the refusal. Throws if the client goes, or sends without end.
 */
export async function readBody(
  request: IncomingMessage,
  longestBody: number,
): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= longestBody) chunks.push(chunk);
    if (size > mostDrainedBytes) throw new RangeError("the body does not end");
  }
  return size > longestBody ? undefined : Buffer.concat(chunks).toString("utf8");
}

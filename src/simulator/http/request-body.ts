import type { IncomingMessage } from "node:http";

/** Beyond this many bytes the client is cut off without an answer. */
const mostDrainedBytes = 4 * 1024 * 1024;

/**
 * Reads the body of a request. A body that is too long is read on and thrown away, so that its
 * client, which does not read before it has written, still gets to see why it is refused.
 *
 * @param longestBody how many bytes of it are read
 * @returns undefined if it is longer
 * @throws if the client goes away, or does not stop sending
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

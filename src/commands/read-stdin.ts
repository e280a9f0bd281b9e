import { UsageError } from "../config/usage-error.ts";

/** Far more ids than anybody watches. */
const longestInputBytes = 1024 * 1024;

/**
 * Reads all of a stream as text.
 *
 * @throws UsageError above 1 MiB
 */
export async function readAll(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > longestInputBytes) throw new UsageError("standard input is longer than 1 MiB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

import { UsageError } from "./usage-error.ts";

/** Far above any list of ids, or of the tasks that they are read from. */
const longestInputBytes = 4 * 1024 * 1024;

/** Throws UsageError above 4 MiB. */
export async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > longestInputBytes) {
      throw new UsageError("standard input is longer than 4 MiB; give fewer ids at once");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

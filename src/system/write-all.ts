import type { FileHandle } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** How often it is tried whether a full pipe takes more. */
const retryMs = 20;

/**
 * Writes all of it, in one piece wherever the file takes it as one. A pipe that is full is tried
 * again until its reader has made room, so that no thread waits for that.
 *
 * @param file a pipe has been opened with O_NONBLOCK
 * @throws what the file system says, or the signal's reason
 */
export async function writeAll(
  file: FileHandle,
  bytes: Uint8Array,
  signal?: AbortSignal,
): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one piece after the other
      done += (await file.write(bytes, done)).bytesWritten;
    } catch (error) {
      if (!isFull(error)) throw error;
      // oxlint-disable-next-line no-await-in-loop
      await sleep(retryMs, undefined, signal && { signal });
    }
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EAGAIN";
}

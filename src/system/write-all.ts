import type { FileHandle } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** How often to try whether a full pipe takes more. */
const retryMs = 20;

/**
 * Writes in one piece if the file takes it. A full pipe, opened with O_NONBLOCK, is tried until its
 * reader has made room, so that no thread waits. It throws the signal's reason.
 */
export async function writeAll(
  file: FileHandle,
  bytes: Uint8Array,
  signal?: AbortSignal,
): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    try {
      done += (await file.write(bytes, done)).bytesWritten;
    } catch (error) {
      if (!isFull(error)) throw error;
      await sleep(retryMs, undefined, signal && { signal });
    }
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EAGAIN";
}

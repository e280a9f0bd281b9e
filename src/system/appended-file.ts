import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { writeAll } from "./write-all.ts";

export interface AppendedFile {
  /** Appends a text, once. It throws errors of the file system, or the signal's reason. */
  append(textOf: (hasText: boolean) => string, signal: AbortSignal): Promise<void>;
}

/** How often to try whether a named pipe has a reader. */
const retryMs = 50;

/**
 * Tries whether a file can be appended to, and makes it where it is missing. A named pipe without a
 * reader may have one later. It throws errors of the file system.
 */
export async function tryAppended(path: string): Promise<AppendedFile> {
  let kept = await openUnlessUnread(path);
  if (kept && (await kept.stat()).isFile()) {
    await kept.close();
    kept = undefined;
  }
  return {
    async append(textOf, signal) {
      // A reader of a pipe would take a close after the try for its end.
      const file = kept ?? (await openOnceRead(path, signal));
      try {
        const { size } = await file.stat();
        await writeAll(file, Buffer.from(textOf(size > 0)), signal);
      } finally {
        await file.close();
      }
    },
  };
}

/** Without O_NONBLOCK a thread would wait for a reader, and nothing could end that. */
const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK;

async function openUnlessUnread(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, flags, 0o666);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENXIO") return undefined;
    throw error;
  }
}

async function openOnceRead(path: string, signal: AbortSignal): Promise<FileHandle> {
  for (;;) {
    const file = await openUnlessUnread(path);
    if (file) return file;
    await sleep(retryMs, undefined, { signal });
  }
}

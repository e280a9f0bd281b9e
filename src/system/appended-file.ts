import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { writeAll } from "./write-all.ts";

export interface AppendedFile {
  /** Appends a text, once. It throws errors of the file system, or the signal's reason. */
  append(textOf: (hasText: boolean) => string, signal: AbortSignal): Promise<void>;
  /** Writes a text in place of what is there, once; it throws as `append` does. */
  replace(text: string, signal: AbortSignal): Promise<void>;
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

  async function write(textOf: (file: FileHandle) => Promise<string>, signal: AbortSignal) {
    // A reader of a pipe would take a close after the try for its end.
    const file = kept ?? (await openOnceRead(path, signal));
    try {
      await writeAll(file, Buffer.from(await textOf(file)), signal);
    } finally {
      await file.close();
    }
  }

  return {
    append: (textOf, signal) => write(async (file) => textOf((await file.stat()).size > 0), signal),
    replace: (text, signal) =>
      write(async (file) => {
        // A pipe has nothing to take away.
        if ((await file.stat()).isFile()) await file.truncate();
        return text;
      }, signal),
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

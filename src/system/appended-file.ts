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

/** Without O_NONBLOCK a thread would wait for a reader, and nothing could end that. */
const toReplace = constants.O_WRONLY | constants.O_CREAT | constants.O_NONBLOCK;
/** Windows truncates no file that is open for this alone. */
const toAppend = toReplace | constants.O_APPEND;

/**
 * Tries whether a file can be appended to, and makes it where it is missing. A named pipe without a
 * reader may have one later. It throws errors of the file system.
 */
export async function tryAppended(path: string, openFile = open): Promise<AppendedFile> {
  let kept = await openUnlessUnread(toAppend);
  if (kept && (await kept.stat()).isFile()) {
    await kept.close();
    kept = undefined;
  }

  async function openUnlessUnread(flags: number): Promise<FileHandle | undefined> {
    try {
      return await openFile(path, flags, 0o666);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENXIO") return undefined;
      throw error;
    }
  }

  async function openOnceRead(flags: number, signal: AbortSignal): Promise<FileHandle> {
    for (;;) {
      const file = await openUnlessUnread(flags);
      if (file) return file;
      await sleep(retryMs, undefined, { signal });
    }
  }

  /** A reader of a pipe would take a close after the try for its end. */
  async function write(
    flags: number,
    textOf: (file: FileHandle) => Promise<string>,
    signal: AbortSignal,
  ): Promise<void> {
    const file = kept ?? (await openOnceRead(flags, signal));
    try {
      await writeAll(file, Buffer.from(await textOf(file)), signal);
    } finally {
      await file.close();
    }
  }

  return {
    append: (textOf, signal) =>
      write(toAppend, async (file) => textOf((await file.stat()).size > 0), signal),
    replace: (text, signal) => write(toReplace, (file) => emptied(file).then(() => text), signal),
  };
}

async function emptied(file: FileHandle): Promise<void> {
  // A pipe has nothing to take away.
  if ((await file.stat()).isFile()) await file.truncate();
}

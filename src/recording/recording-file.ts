import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { UsageError } from "../system/usage-error.ts";
import { writeAll } from "../system/write-all.ts";
import { safeText } from "../text/safe-text.ts";
import { isRecording } from "./recording-start.ts";

export interface RecordingFile {
  /** Whether there was no such file before. */
  readonly isNew: boolean;
  /** Queues a line, given without its end. */
  readonly write: (line: string) => void;
  /** Waits until all lines are written; returns why not all could be. `signal` ends a stuck pipe. */
  close(signal?: AbortSignal): Promise<string | undefined>;
}

interface OpenFile {
  readonly file: FileHandle;
}

/** A disk that accepts nothing must not fill the memory. */
const mostPendingBytes = 64 * 1024 * 1024;

/**
 * Appends, since a recording may follow another. Throws UsageError where the file cannot be written,
 * or holds anything but recordings.
 */
export async function openRecordingFile(path: string): Promise<RecordingFile> {
  const name = safeText(path);
  const { file, isNew } = await openToAppend(path).catch((error: unknown) => {
    throw new UsageError(`--record ${name} cannot be written (${codeOf(error)})`);
  });
  try {
    return { isNew, ...lineWriter(file, await missingLineEnd(file, name)) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openToAppend(path: string): Promise<Pick<RecordingFile, "isNew"> & OpenFile> {
  // Without O_NONBLOCK, which Windows lacks, a full pipe blocks a thread forever.
  const { O_APPEND, O_CREAT, O_EXCL, O_NONBLOCK, O_RDWR } = constants;
  const flags = O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK;
  // For this user alone, since it holds answers of the API.
  const made = await open(path, flags | O_EXCL, 0o600).catch(() => undefined);
  return made
    ? { file: made, isNew: true }
    : { file: await open(path, flags, 0o600), isNew: false };
}

/** What goes before the first line: the last line of a recording may be cut off. */
async function missingLineEnd(file: FileHandle, name: string): Promise<string> {
  const stat = await file.stat();
  // A device or a pipe has nothing to lose.
  if (!stat.isFile() || stat.size === 0) return "";
  if (!(await isRecording(file))) {
    throw new UsageError(`--record ${name}: this file is no recording; choose another name`);
  }
  const last = await file.read(Buffer.alloc(1), 0, 1, stat.size - 1);
  return last.buffer.toString("latin1") === "\n" ? "" : "\n";
}

function lineWriter(file: FileHandle, before: string): Omit<RecordingFile, "isNew"> {
  let pending: string[] = [];
  let pendingBytes = 0;
  let start = before;
  let problem: string | undefined;
  let isAwaited = false;
  let written = Promise.resolve();
  const givenUp = new AbortController();

  function stop(reason: string): void {
    problem ??= reason;
    pending = [];
    pendingBytes = 0;
  }

  /** Whole lines, in one write where the disk accepts it. */
  async function writePending(): Promise<void> {
    isAwaited = false;
    const bytes = Buffer.from(start + pending.join(""));
    pending = [];
    pendingBytes = 0;
    start = "";
    try {
      await writeAll(file, bytes, givenUp.signal);
    } catch (error) {
      stop(codeOf(error));
    }
  }

  return {
    write(line) {
      if (problem !== undefined) return;
      pending.push(`${line}\n`);
      pendingBytes += line.length + 1;
      if (pendingBytes > mostPendingBytes) stop("the disk is too slow");
      if (isAwaited) return;
      isAwaited = true;
      written = written.then(writePending);
    },
    async close(signal) {
      signal?.addEventListener("abort", () => givenUp.abort(), { once: true });
      await written;
      await file.close().catch((error: unknown) => stop(codeOf(error)));
      return problem;
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}

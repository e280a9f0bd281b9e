import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { UsageError } from "../system/usage-error.ts";
import { writeAll } from "../system/write-all.ts";
import { safeText } from "../text/safe-text.ts";
import { isRecordingStart, startBytes } from "./recording-start.ts";

/** A file that a recording is written to. */
export interface RecordingFile {
  /** Writes a line, given without its end, as soon as those before it are written. */
  readonly write: (line: string) => void;
  /**
   * Waits until all is written.
   *
   * @param signal gives up what a pipe has no room for
   * @returns why not all of it could be, in words; undefined where it was
   */
  close(signal?: AbortSignal): Promise<string | undefined>;
}

/** A disk that takes nothing for so long takes too much of the memory. */
const mostPendingBytes = 64 * 1024 * 1024;

/**
 * Opens a file to append a recording to. What stands in it stays: a recording may be followed by
 * another, and a file that is none is refused. A new one is for this user alone, since it holds
 * what the API answered.
 *
 * @throws UsageError where it cannot be written
 */
export async function openRecordingFile(path: string): Promise<RecordingFile> {
  const name = safeText(path);
  const file = await openToAppend(path).catch((error: unknown) => {
    throw new UsageError(`--record ${name} cannot be written (${codeOf(error)})`);
  });
  try {
    return lineWriter(file, await missingLineEnd(file, name));
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openToAppend(path: string): Promise<FileHandle> {
  // Without O_NONBLOCK, which Windows has not, a pipe that is full keeps a thread for good.
  const { O_APPEND, O_CREAT, O_NONBLOCK, O_RDWR } = constants;
  return open(path, O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK, 0o600);
}

/** What has to stand before the first line: the last one of a recording may have been cut off. */
async function missingLineEnd(file: FileHandle, name: string): Promise<string> {
  const stat = await file.stat();
  // A device or a pipe holds nothing that could be lost.
  if (!stat.isFile() || stat.size === 0) return "";
  const { buffer, bytesRead } = await file.read(Buffer.alloc(startBytes), 0, startBytes, 0);
  if (!isRecordingStart(buffer.toString("utf8", 0, bytesRead))) {
    throw new UsageError(`--record ${name}: this file is no recording; choose another name`);
  }
  const last = await file.read(Buffer.alloc(1), 0, 1, stat.size - 1);
  return last.buffer.toString("latin1") === "\n" ? "" : "\n";
}

function lineWriter(file: FileHandle, before: string): RecordingFile {
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

  /** Whole lines, in one piece wherever the disk takes it as one. */
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

/** The code that the system gives an error, as ENOSPC. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}

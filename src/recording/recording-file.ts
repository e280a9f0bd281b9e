import { constants } from "node:fs";
import * as fs from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import process from "node:process";
import { UsageError } from "../system/usage-error.ts";
import { safeText } from "../text/safe-text.ts";
import { boundFile, type BoundedFile, type Opened } from "./bounded-file.ts";
import { type Disk, removeAbandoned } from "./cut.ts";
import { isRecording } from "./recording-start.ts";
import { createStateSchedule, type StateSchedule } from "./state-schedule.ts";

export interface RecordingFile {
  /** Whether there was no such file before. */
  readonly isNew: boolean;
  /** Queues a line, given without its end. */
  readonly write: (line: string) => void;
  /** See `RecordingOutput`. */
  readonly isStateDue: () => boolean;
  /** Waits until all lines are written; returns why not all could be. `signal` ends a stuck pipe. */
  close(signal?: AbortSignal): Promise<Problems>;
}

/** Codes of the system, for what did not work. */
export interface Problems {
  readonly notWritten?: string;
  readonly notCut?: string;
}

/** A disk that accepts nothing must not fill the memory. */
const mostPendingBytes = 64 * 1024 * 1024;

// Without O_NONBLOCK, which Windows lacks, a full pipe blocks a thread forever.
const { O_APPEND, O_CREAT, O_EXCL, O_NONBLOCK, O_RDWR } = constants;
const toAppend = O_RDWR | O_APPEND | O_NONBLOCK;

/**
 * Appends, since a recording may follow another. Throws UsageError where the file cannot be written,
 * or holds anything but recordings.
 *
 * @param limit bytes; 0 for none. A pipe and a device have none
 */
export async function openRecordingFile(
  given: string,
  limit: number,
  disk: Disk = fs,
  platform: NodeJS.Platform = process.platform,
): Promise<RecordingFile> {
  const name = safeText(given);
  const { isNew, ...opened } = await openToAppend(given, disk).catch((error: unknown) => {
    throw new UsageError(`--record ${name} cannot be written (${codeOf(error)})`);
  });
  try {
    const before = await missingLineEnd(opened.file, name);
    const isFile = (await opened.file.stat()).isFile();
    if (isFile) await removeAbandoned(disk, opened.path).catch(() => undefined);
    const states = limit > 0 && isFile ? createStateSchedule(limit) : undefined;
    return { isNew, ...lineWriter(boundFile(opened, states, disk, platform), states, before) };
  } catch (error) {
    await opened.file.close();
    throw error;
  }
}

async function openToAppend(given: string, disk: Disk): Promise<Opened & { isNew: boolean }> {
  // For this user alone, since it holds answers of the API.
  const made = await disk.open(given, toAppend | O_CREAT | O_EXCL, 0o600).catch(() => undefined);
  const file = made ?? (await disk.open(given, toAppend | O_CREAT, 0o600));
  // A link goes on to name what is behind it.
  const path = await disk.realpath(given).catch(() => given);
  return { file, path, isNew: made !== undefined, reopen: () => disk.open(path, toAppend) };
}

/** What goes before the first line: the last line of a recording may be cut off. */
async function missingLineEnd(file: FileHandle, name: string): Promise<string> {
  const stat = await file.stat();
  // A device or a pipe has nothing to lose.
  if (!stat.isFile() || stat.size === 0) return "";
  if (!(await isRecording(file))) {
    throw new UsageError(`--record ${name}: this file is not a recording; choose another name`);
  }
  const last = await file.read(Buffer.alloc(1), 0, 1, stat.size - 1);
  return last.buffer.toString("latin1") === "\n" ? "" : "\n";
}

function lineWriter(
  file: BoundedFile,
  states: StateSchedule | undefined,
  before: string,
): Omit<RecordingFile, "isNew"> {
  let pending: string[] = [];
  let pendingBytes = 0;
  /** All lines so far, written or not. */
  let queuedBytes = 0;
  let start = before;
  let notWritten: string | undefined;
  let isAwaited = false;
  let isClosing = false;
  let written = Promise.resolve();
  const givenUp = new AbortController();

  function stop(reason: string): void {
    notWritten ??= reason;
    pending = [];
    pendingBytes = 0;
  }

  async function writePending(): Promise<void> {
    isAwaited = false;
    if (pending.length === 0) return;
    states?.said(queuedBytes);
    const bytes = Buffer.from(start + pending.join(""));
    pending = [];
    pendingBytes = 0;
    start = "";
    try {
      await file.append(bytes, givenUp.signal);
    } catch (error) {
      stop(codeOf(error));
    }
  }

  async function writeAndCut(): Promise<void> {
    await writePending();
    if (!isClosing) await file.keepWithin(writePending, () => isClosing);
  }

  return {
    write(line) {
      if (notWritten !== undefined) return;
      pending.push(`${line}\n`);
      pendingBytes += line.length + 1;
      queuedBytes += line.length + 1;
      if (pendingBytes > mostPendingBytes) stop("the disk is too slow");
      if (isAwaited) return;
      isAwaited = true;
      written = written.then(writeAndCut);
    },
    isStateDue: () => states?.isDue(queuedBytes) ?? false,
    async close(signal) {
      isClosing = true;
      signal?.addEventListener("abort", () => givenUp.abort(), { once: true });
      await written;
      await file.close().catch((error: unknown) => stop(codeOf(error)));
      const problem = file.problem();
      return {
        ...(notWritten !== undefined && { notWritten }),
        ...(problem !== undefined && { notCut: codeOf(problem) }),
      };
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}

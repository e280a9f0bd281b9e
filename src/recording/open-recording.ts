import { type FileHandle, open } from "node:fs/promises";
import { readNow } from "../system/small-file.ts";
import { UsageError } from "../system/usage-error.ts";
import { safeText } from "../text/safe-text.ts";
import type { ReadAt } from "./header-lines.ts";
import { type PlayedLines, playedLinesOf } from "./played-lines.ts";
import { linesOf } from "./lines.ts";
import { isRecording } from "./recording-start.ts";
import { findRuns, type RecordedRun } from "./runs.ts";

export interface Recording extends Pick<RecordedRun, "watches" | "startedAt"> {
  /** The first is a header. */
  readonly entries: PlayedLines;
  /** The run's number in the file, from 1 on. */
  readonly number: number;
  readonly runs: number;
  readonly close: () => Promise<void>;
}

/** Opens a run by its number, or the last one. Throws UsageError where there is nothing to play. */
export async function openRecording(path: string, number: number | undefined): Promise<Recording> {
  const name = safeText(path);
  const file = await open(path, readNow).catch((error: unknown) => {
    throw unreadable(name, error);
  });
  try {
    const runs = await runsIn(file, name);
    const chosen = runs.at(number === undefined ? -1 : number - 1);
    if (!chosen) {
      const all =
        runs.length === 1 ? "1 run" : `${runs.length} runs; --run takes 1 to ${runs.length}`;
      throw new UsageError(`${name} holds ${all}`);
    }
    if (chosen.run === undefined) {
      throw new UsageError(`${name} was recorded by a later aggwatch; replay it with that`);
    }
    return {
      entries: playedLinesOf(linesOf(bytesOf(file, chosen.at), chosen.at), chosen.run),
      number: runs.indexOf(chosen) + 1,
      runs: runs.length,
      watches: chosen.watches,
      startedAt: chosen.startedAt,
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error instanceof UsageError ? error : unreadable(name, error);
  }
}

async function runsIn(file: FileHandle, name: string): Promise<readonly RecordedRun[]> {
  const stat = await file.stat();
  if (!stat.isFile()) {
    throw new UsageError(
      `${name} is not a file; a recording is read twice, so save it to a file first`,
    );
  }
  if (stat.size === 0) throw new UsageError(`${name} is empty: nothing was recorded`);
  // It may have any length.
  if (!(await isRecording(file))) {
    throw new UsageError(`${name} is not a recording; to make one: aggwatch ID --record FILE`);
  }
  const runs = await findRuns(readAtOf(file));
  if (runs.length > 0) return runs;
  throw new UsageError(`${name} was cut off before there was anything to replay`);
}

function readAtOf(file: FileHandle): ReadAt {
  return async (into, at) => (await file.read(into, 0, into.length, at)).bytesRead;
}

function bytesOf(file: FileHandle, start: number): AsyncIterable<Uint8Array> {
  return file.createReadStream({ start, autoClose: false });
}

function unreadable(name: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code !== "string") return error;
  if (code === "ENOENT") {
    return new UsageError(`no file ${name}; to make one: aggwatch ID --record FILE`);
  }
  return new UsageError(`${name} cannot be read (${code})`);
}

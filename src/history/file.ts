import { safeText } from "../text/safe-text.ts";
import { appendLine } from "./append-line.ts";
import { distinctRuns } from "./distinct.ts";
import { makeFolder } from "../system/make-folder.ts";
import { readKept } from "./read-kept.ts";
import { formatRun, parseRuns, type Run } from "./run.ts";

/** About two thousand runs: years of several nightly aggregations. */
const defaultGenerationBytes = 512 * 1024;

export interface History {
  /** Each aggregation once, oldest first. */
  readonly runs: readonly Run[];
  /** Why the history could not be read, in one line for people. */
  readonly problem: string | undefined;
}

/**
 * Appends a run; other processes may do so at the same time. Returns why it could not be written, in
 * one line for people. Never throws: a watch does not end because of its history.
 *
 * @param folder absolute; created if missing, for this user alone
 */
export async function appendRun(
  folder: string,
  run: Run,
  generationBytes = defaultGenerationBytes,
): Promise<string | undefined> {
  try {
    await makeFolder(folder);
    await appendLine(folder, Buffer.from(`${formatRun(run)}\n`), generationBytes);
    return undefined;
  } catch (error) {
    return `the run history was not written: ${reasonOf(error)}`;
  }
}

/** Reads the history while other processes may write it; a missing folder has no runs. Never throws. */
export async function readHistory(
  folder: string,
  generationBytes = defaultGenerationBytes,
): Promise<History> {
  try {
    const texts = await readKept(folder, 2 * generationBytes);
    return { runs: distinctRuns(texts.flatMap(parseRuns)), problem: undefined };
  } catch (error) {
    return { runs: [], problem: `the run history was not read: ${reasonOf(error)}` };
  }
}

/** The message contains the path, which comes from the environment. */
function reasonOf(error: unknown): string {
  return safeText(error instanceof Error ? error.message : String(error));
}

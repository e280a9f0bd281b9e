import { safeText } from "../text/safe-text.ts";
import { appendLine } from "./append-line.ts";
import { distinctRuns } from "./distinct.ts";
import { makeFolder } from "../system/make-folder.ts";
import { readKept } from "./read-kept.ts";
import { formatRun, parseRuns, type Run } from "./run.ts";

/** About two thousand runs: years of several nightly aggregations. */
const defaultGenerationBytes = 512 * 1024;

/** What was kept. */
export interface History {
  /** Each aggregation once, oldest first. */
  readonly runs: readonly Run[];
  /** Why nothing could be read, in one line for people; undefined where it could. */
  readonly problem: string | undefined;
}

/**
 * Adds a run to the history. Other processes may do the same at the same time.
 *
 * @param folder absolute; made where it is missing, for this user alone
 * @param generationBytes a file that would grow beyond that is followed by another one
 * @returns why it could not be written, in one line for people; undefined where it was. Never
 *   throws: a watch does not end for its history
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

/**
 * Reads the history. Other processes may write it at the same time.
 *
 * @param folder absolute; one that is missing has no runs
 * @param generationBytes as given to `appendRun`; of a file far beyond that the end is read
 * @returns never throws
 */
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

/** Names the file, whose path comes from the environment. */
function reasonOf(error: unknown): string {
  return safeText(error instanceof Error ? error.message : String(error));
}

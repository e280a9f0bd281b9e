import { safeText } from "../text/safe-text.ts";
import { appendLine } from "./append-line.ts";
import { distinctRuns } from "./distinct.ts";
import { makeFolder } from "../system/make-folder.ts";
import { readKept } from "./read-kept.ts";
import { formatRun, parseRuns, type Run } from "./run.ts";

/** About two thousand runs: years of several nightly aggregations. */
const defaultGenerationBytes = 512 * 1024;

export interface History {
  readonly runs: readonly Run[];
  readonly problem: string | undefined;
}

/**
 * Other processes may do the same at the same time. Returns why it could not be written, in one
 * line. Never throws: a watch does not end because of its history.
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

/** Other processes may write meanwhile; a missing folder has no runs. Never throws. */
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

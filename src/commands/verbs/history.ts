import { UsageError } from "../../system/usage-error.ts";
import { readHistory } from "../../history/file.ts";
import type { Run } from "../../history/run.ts";
import { sourceHistories } from "../../history/source-history.ts";
import { historyTable } from "../../output/history-table.ts";
import { historyObjects } from "../../output/ndjson/history-objects.ts";
import { lineOf } from "../../output/ndjson/line-object.ts";
import { isSameName, nearestNames } from "../../text/same-name.ts";
import { safeText } from "../../text/safe-text.ts";
import { unlessAborted } from "../../time/unless-aborted.ts";
import type { Host } from "../../process/host.ts";
import { nothingWatched, type Outcome } from "../../exit/outcome.ts";

const mostNearest = 3;

export interface HistoryOptions {
  readonly output: "table" | "ndjson";
}

/** `aggwatch history [SOURCE]`: the last runs of each source, or of one, by its ids' label. */
export async function historyCommand(
  source: string | undefined,
  { output }: HistoryOptions,
  { stdout, stderr, lifetime, clock }: Pick<Host, "stdout" | "stderr" | "lifetime" | "clock">,
  folder: string | undefined,
): Promise<Outcome> {
  if (folder === undefined) {
    throw new UsageError("no history is kept without a home directory; set HOME or XDG_STATE_HOME");
  }
  const { runs, problem } = await unlessAborted(readHistory(folder), lifetime.signal);
  if (problem !== undefined) throw new UsageError(problem);
  const histories = sourceHistories(source === undefined ? runs : runsOf(source, runs));
  if (output === "ndjson") {
    const at = clock.now();
    const objects = histories.flatMap((history) => historyObjects(at, history));
    for (const object of objects) stdout.write(`${lineOf(object)}\n`);
    if (objects.length === 0) stderr.write(`aggwatch: ${emptyText(folder)}\n`);
  } else {
    stdout.write(`${histories.length === 0 ? emptyText(folder) : historyTable(histories)}\n`);
  }
  return nothingWatched();
}

/** Those of a source, in any tenant. */
function runsOf(source: string, runs: readonly Run[]): readonly Run[] {
  const wanted = safeText(source);
  const chosen = runs.filter((run) => run.source !== undefined && isSameName(run.source, wanted));
  if (chosen.length > 0) return chosen;
  const sources = new Set(runs.flatMap((run) => (run.source === undefined ? [] : [run.source])));
  const nearest = nearestNames(wanted, [...sources], mostNearest).map((name) => `"${name}"`);
  if (nearest.length > 0) {
    throw new UsageError(`no run of "${wanted}" was kept; did you mean ${nearest.join(" or ")}?`);
  }
  const names = [...sources].toReversed().map((name) => `"${name}"`);
  const there = names.length === 0 ? "no run with a label yet" : names.join(", ");
  throw new UsageError(`no run of "${wanted}" was kept; there is: ${there}`);
}

function emptyText(folder: string): string {
  return [
    "No runs yet. What aggwatch watches to its end is kept, with its label as its source:",
    '  aggwatch 2c91808477a6b0c60177a81146b8110b="Workday HR"',
    `Kept in: ${safeText(folder)}`,
  ].join("\n");
}

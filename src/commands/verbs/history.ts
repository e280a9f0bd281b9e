import { UsageError } from "../../system/usage-error.ts";
import { readHistory } from "../../history/file.ts";
import type { Run } from "../../history/run.ts";
import { sourceHistories } from "../../history/source-history.ts";
import { historyTable } from "../../output/history-table.ts";
import { historyObjects } from "../../output/ndjson/history-objects.ts";
import { jsonLines } from "../../output/json-lines.ts";
import { isSameName, nearestNames } from "../../text/same-name.ts";
import { safeText } from "../../text/safe-text.ts";
import type { TenantFlags } from "../../tenant-config/selection.ts";
import type { LookUpOptions } from "../tenant/open-clients.ts";
import { unlessAborted } from "../../time/unless-aborted.ts";
import type { Host } from "../../process/host.ts";
import { nothingWatched, type Outcome } from "../../exit/outcome.ts";

const mostNearest = 3;

export interface HistoryOptions extends LookUpOptions {
  readonly output: "table" | "json" | "ndjson";
  readonly fromTenant: boolean;
}

/** `aggwatch history [SOURCE]`: the last runs of each source, or of one, by its ids' label. */
export async function historyCommand(
  source: string | undefined,
  options: Pick<HistoryOptions, "output" | "timeout" | keyof TenantFlags>,
  host: HistoryHost,
  folder: string | undefined,
): Promise<Outcome> {
  const { lifetime } = host;
  lifetime.limit(options.timeout, host.clock);
  const { baseUrl, tenant, env } = options;
  if ((baseUrl ?? tenant ?? env) !== undefined) {
    throw new UsageError(
      "--base-url, --tenant and --env name a tenant to ask for its runs; add --from-tenant",
    );
  }
  if (folder === undefined) {
    throw new UsageError("no history is kept without a home directory; set HOME or XDG_STATE_HOME");
  }
  const { runs, problem } = await unlessAborted(readHistory(folder), lifetime.signal);
  if (problem !== undefined) throw new UsageError(problem);
  const chosen = source === undefined ? runs : runsOf(source, runs);
  writeHistories(chosen, options.output, host, emptyText(folder));
  return nothingWatched();
}

type HistoryHost = Pick<Host, "stdout" | "stderr" | "lifetime" | "clock">;

/** Writes what is known of each source by its runs, oldest first, or why there is nothing. */
export function writeHistories(
  runs: readonly Run[],
  output: HistoryOptions["output"],
  { stdout, stderr, clock }: HistoryHost,
  none: string,
): void {
  const histories = sourceHistories(runs);
  if (output === "table") {
    stdout.write(`${histories.length === 0 ? none : historyTable(histories)}\n`);
    return;
  }
  const at = clock.now();
  const objects = histories.flatMap((history) => historyObjects(at, history));
  for (const line of jsonLines(objects, output)) stdout.write(`${line}\n`);
  if (objects.length === 0) stderr.write(`aggwatch: ${none}\n`);
}

/** Those of a source, in any tenant. */
function runsOf(source: string, runs: readonly Run[]): readonly Run[] {
  const wanted = safeText(source);
  const chosen = runs.filter((run) => run.source !== undefined && isSameName(run.source, wanted));
  if (chosen.length > 0) return chosen;
  const sources = new Set(runs.flatMap((run) => (run.source === undefined ? [] : [run.source])));
  const nearest = nearestNames(wanted, [...sources], mostNearest).map((name) => `"${name}"`);
  if (nearest.length > 0) {
    throw new UsageError(
      `no runs of "${wanted}" in the history; did you mean ${nearest.join(" or ")}?`,
    );
  }
  const names = [...sources].toReversed().map((name) => `"${name}"`);
  const there = names.length === 0 ? "no run with a label yet" : names.join(", ");
  throw new UsageError(`no runs of "${wanted}" in the history; it has: ${there}`);
}

function emptyText(folder: string): string {
  return [
    "No runs yet. What aggwatch watches to its end is kept, with its label as its source:",
    '  aggwatch 2c91808477a6b0c60177a81146b8110b="Workday HR"',
    `Kept in: ${safeText(folder)}`,
  ].join("\n");
}

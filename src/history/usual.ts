import { quantile } from "../watch/forecast/quantile.ts";
import { isBad } from "../watch/model/verdict.ts";
import type { Run } from "./run.ts";

export interface Usual {
  readonly took: Spread | undefined;
  /** While the source is read and there are no totals. */
  readonly collecting: Spread | undefined;
  /** The durations behind `took`, oldest first; not in recordings of earlier versions. */
  readonly lastTookMs?: readonly number[] | undefined;
}

export interface Spread {
  readonly medianMs: number;
  /** The 90th percentile: a longer run takes longer than usual. */
  readonly p90Ms: number;
  readonly runs: number;
}

/** Enough that one odd run does not matter, and few enough to follow a growing source. */
export const mostRuns = 10;

/** The runs of a source, of one kind, that COMPLETED without a bad verdict; all oldest first. */
export function usualRuns(
  runs: readonly Run[],
  tenant: string,
  source: string | undefined,
  kind?: Run["kind"],
): readonly Run[] {
  // Ids without a label may belong to any source.
  if (source === undefined) return [];
  const own = runs.filter(
    (run) => run.tenant === tenant && run.source === source && run.kind === kind,
  );
  // A run with errors may have been quick because of them.
  return own.filter(
    ({ ending, verdict }) => ending === "COMPLETED" && !isBad(verdict && { kind: verdict }),
  );
}

/** By the last ten of those runs of which it is known. */
export function usualOf(
  runs: readonly Run[],
  tenant: string,
  source: string | undefined,
  kind?: Run["kind"],
): Usual | undefined {
  const completed = usualRuns(runs, tenant, source, kind);
  const lastTookMs = lastKnown(completed.map(({ tookMs }) => tookMs));
  const took = spread(lastTookMs);
  const collecting = spread(lastKnown(completed.map(({ collectingMs }) => collectingMs)));
  return took || collecting ? { took, collecting, lastTookMs } : undefined;
}

function lastKnown(durations: readonly (number | undefined)[]): readonly number[] {
  return durations.filter((ms) => ms !== undefined).slice(-mostRuns);
}

function spread(last: readonly number[]): Spread | undefined {
  const [medianMs, p90Ms] = [quantile(last, 0.5), quantile(last, 0.9)];
  if (medianMs === undefined || p90Ms === undefined) return undefined;
  return { medianMs, p90Ms, runs: last.length };
}

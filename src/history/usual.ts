import { quantile } from "../watch/forecast/quantile.ts";
import { isBad } from "../watch/model/verdict.ts";
import type { Run } from "./run.ts";

/** What is usual for a source. */
export interface Usual {
  /** From its start to its end. */
  readonly took: Spread | undefined;
  /** While it is read and there are no totals yet. */
  readonly collecting: Spread | undefined;
}

/** How some durations lie. */
export interface Spread {
  /** Milliseconds. */
  readonly medianMs: number;
  /** The 90th percentile: past it a run takes longer than usual. Milliseconds. */
  readonly p90Ms: number;
  /** How many runs it is told from, 1 to 10. */
  readonly runs: number;
}

/** So many that one odd run does not matter, so few that a source that grows is followed. */
const mostRuns = 10;

/**
 * What is usual for a source: told from its last ten runs that COMPLETED, without a verdict that says
 * ERROR, and of which the duration is known.
 *
 * @param runs oldest first
 * @param tenant the tenant's host
 * @param source the user's label
 * @returns undefined where no duration is known
 */
export function usualOf(
  runs: readonly Run[],
  tenant: string,
  source: string | undefined,
): Usual | undefined {
  // Ids without a label may be of any source.
  if (source === undefined) return undefined;
  const completed = runs.filter(
    (run) => isUsual(run) && run.tenant === tenant && run.source === source,
  );
  const took = spread(completed.map(({ tookMs }) => tookMs));
  const collecting = spread(completed.map(({ collectingMs }) => collectingMs));
  return took || collecting ? { took, collecting } : undefined;
}

/** What went wrong, as its task says, may have been quick for that. */
function isUsual({ ending, verdict }: Run): boolean {
  return ending === "COMPLETED" && !isBad(verdict && { kind: verdict });
}

function spread(durations: readonly (number | undefined)[]): Spread | undefined {
  const last = durations.filter((ms) => ms !== undefined).slice(-mostRuns);
  const [medianMs, p90Ms] = [quantile(last, 0.5), quantile(last, 0.9)];
  if (medianMs === undefined || p90Ms === undefined) return undefined;
  return { medianMs, p90Ms, runs: last.length };
}

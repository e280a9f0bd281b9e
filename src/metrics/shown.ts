import type { Watch } from "../watch/model/watch.ts";

/** How long an aggregation that has ended stays in the metrics. */
export const keptEndedMs = 3_600_000;

/** How many aggregations are in the metrics: about 10 lines each. */
export const mostAggregations = 2000;

/** How many sources have a last success in the metrics. */
export const mostSources = 5000;

/** A watch with what else its samples need. */
export interface Listed {
  readonly watch: Watch;
  readonly tenant: string;
  readonly intervalMs: number;
}

/**
 * Those that are in the metrics, in their order: all that run and those that ended in the last hour.
 * Of too many, those that ended first leave first, then those that came last.
 *
 * @param now milliseconds since the Unix epoch
 */
export function shownOf(
  listed: readonly Listed[],
  now: number,
  most = mostAggregations,
): { readonly shown: readonly Listed[]; readonly omitted: number } {
  const kept = listed.filter(({ watch: { ending } }) => !ending || now - ending.at < keptEndedMs);
  if (kept.length <= most) return { shown: kept, omitted: 0 };
  const running = kept.filter(({ watch }) => !watch.ending);
  const ended = kept.filter(({ watch }) => watch.ending);
  const newestFirst = ended.toSorted((one, other) => endedAt(other) - endedAt(one));
  const chosen = new Set([...running, ...newestFirst].slice(0, most));
  return { shown: kept.filter((one) => chosen.has(one)), omitted: kept.length - most };
}

function endedAt({ watch }: Listed): number {
  return watch.ending?.at ?? 0;
}

import { type PastError, pastErrorOf } from "./past-error.ts";
import type { Run } from "./run.ts";
import { type Trend, trendOf } from "./trend.ts";
import { type Usual, usualOf, usualRuns } from "./usual.ts";

/** What is known of the runs of one source in one tenant. */
export interface SourceHistory {
  readonly tenant: string;
  readonly source: string | undefined;
  /** All of them, newest first. */
  readonly runs: readonly Run[];
  /** This and what follows by those that COMPLETED without a bad verdict. */
  readonly usual: Usual | undefined;
  readonly trend: Trend | undefined;
  readonly pastError: PastError | undefined;
}

/** The histories of all sources, the one that ran last first. `runs` are oldest first. */
export function sourceHistories(runs: readonly Run[]): readonly SourceHistory[] {
  const groups = Map.groupBy(runs.toReversed(), ({ tenant, source }) =>
    JSON.stringify([tenant, source]),
  );
  return [...groups.values()].flatMap((newestFirst) => {
    const [newest] = newestFirst;
    return newest ? [historyOf(newest, newestFirst)] : [];
  });
}

function historyOf({ tenant, source }: Run, newestFirst: readonly Run[]): SourceHistory {
  const oldestFirst = newestFirst.toReversed();
  const completed = usualRuns(oldestFirst, tenant, source);
  return {
    tenant,
    source,
    runs: newestFirst,
    usual: usualOf(oldestFirst, tenant, source),
    trend: trendOf(completed.flatMap(({ tookMs }) => tookMs ?? [])),
    pastError: pastErrorOf(completed),
  };
}

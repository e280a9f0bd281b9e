import { type PastError, pastErrorOf } from "./past-error.ts";
import type { Run } from "./run.ts";
import { type Trend, trendOf } from "./trend.ts";
import { type Usual, usualOf, usualRuns } from "./usual.ts";

/** What is known of the runs of one source in one tenant, of one kind. */
export interface SourceHistory {
  readonly tenant: string;
  readonly source: string | undefined;
  /** Left out for those of accounts. */
  readonly kind?: Run["kind"];
  /** All of them, newest first. */
  readonly runs: readonly Run[];
  /** This and what follows by those that COMPLETED without a bad verdict. */
  readonly usual: Usual | undefined;
  readonly trend: Trend | undefined;
  readonly pastError: PastError | undefined;
}

/** The histories of all sources, the one that ran last first. `runs` are oldest first. */
export function sourceHistories(runs: readonly Run[]): readonly SourceHistory[] {
  const groups = Map.groupBy(runs.toReversed(), ({ tenant, source, kind }) =>
    JSON.stringify([tenant, source, kind]),
  );
  return [...groups.values()].flatMap((newestFirst) => {
    const [newest] = newestFirst;
    return newest ? [historyOf(newest, newestFirst)] : [];
  });
}

function historyOf({ tenant, source, kind }: Run, newestFirst: readonly Run[]): SourceHistory {
  const oldestFirst = newestFirst.toReversed();
  const completed = usualRuns(oldestFirst, tenant, source, kind);
  return {
    tenant,
    source,
    ...(kind && { kind }),
    runs: newestFirst,
    usual: usualOf(oldestFirst, tenant, source, kind),
    trend: trendOf(completed.flatMap(({ tookMs }) => tookMs ?? [])),
    pastError: pastErrorOf(completed),
  };
}

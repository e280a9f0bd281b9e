import { estimators } from "../../test/bench/estimators.ts";
import { knownKinds } from "../../test/bench/sources/kinds.ts";
import { type WatchedRun, watchedRun } from "../../test/bench/sources/watched-run.ts";

/** The range of the time left at one moment; all in milliseconds. */
interface Range {
  readonly atMs: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

export interface ShownRanges {
  readonly ranges: readonly Range[];
  /** The share of them that held. */
  readonly held: number;
}

/** One run, and what the program's forecast says in it from poll to poll. */
export interface ShownRun {
  readonly completedAtMs: number;
  /** When the source has been read and processing begins. */
  readonly collectedAtMs: number;
  /** Without earlier runs of the source. */
  readonly unknown: ShownRanges;
  /** With the last ten. */
  readonly known: ShownRanges;
}

/**
 * A run of the benchmark whose forecasts are about as good as those of the median run: its work
 * slows down on the way.
 */
export function shownRun(): ShownRun {
  const kind = knownKinds.find(({ name }) => name === "none, slowing down");
  if (!kind) throw new Error("no such kind of source");
  const run = watchedRun({ set: "picture", kind, lengthMin: 30, seed: 1 }, "as usual");
  const { polls, completedAtMs } = run.trace;
  const read = polls.find(({ answer }) => answer?.status === "ACCOUNTS_COLLECTED");
  return {
    completedAtMs,
    collectedAtMs: read?.atMs ?? completedAtMs,
    unknown: rangesIn(run, []),
    known: rangesIn(run, run.earlier),
  };
}

function rangesIn(
  { trace: { polls, completedAtMs }, intervalMs }: WatchedRun,
  earlier: WatchedRun["earlier"],
): ShownRanges {
  const [ours] = estimators;
  const follower = ours.follow({ earlier, intervalMs });
  const ranges = polls.flatMap(({ atMs, answer }) => {
    if (answer) follower.see(answer, atMs);
    const { range } = follower.say(atMs);
    return range && atMs < completedAtMs ? [{ atMs, ...range }] : [];
  });
  const held = ranges.filter(({ atMs, leastMs, mostMs }) => {
    const trueMs = completedAtMs - atMs;
    return leastMs <= trueMs && trueMs <= mostMs;
  });
  return { ranges, held: held.length / ranges.length };
}

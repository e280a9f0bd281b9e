import { randomOf } from "../../../src/simulator/timeline/random.ts";
import { polled, pollEveryMs } from "../traces/polling.ts";
import { drawBetween } from "../traces/shapes.ts";
import type { Trace } from "../traces/trace.ts";
import { drawRun, type RunDiffers } from "./draw-run.ts";
import { earlierRunOf, type KnownRun } from "./earlier-run.ts";
import type { Kind } from "./kinds.ts";
import { drawSource } from "./source.ts";

/** A run that is watched, and the earlier runs of its source that may be known. */
export interface WatchedRun {
  readonly kind: Kind;
  readonly trace: Trace;
  readonly intervalMs: number;
  /** Newest last. */
  readonly earlier: readonly KnownRun[];
}

export interface RunSeed {
  /** A set of its own to tune on, apart from the one that is reported. */
  readonly set: string;
  readonly kind: Kind;
  /** Of the source's usual run, from the end of reading to the last count. */
  readonly lengthMin: number;
  readonly seed: number;
}

/** More of them are not looked at. */
const mostEarlier = 10;
const slowOnes = 1 / 20;
const slowFactor = 4;
const oddHistories = 1 / 2;

/** `as usual`: by the usual spreads, and one run in twenty slow. */
export type Differs = RunDiffers | "as usual" | "not at all";

/** The same arguments, the same run. A source is the same whatever `differs` says. */
export function watchedRun(of: RunSeed, differs: Differs): WatchedRun {
  const { set, kind, lengthMin, seed } = of;
  const key = [set, kind.name, lengthMin, seed];
  const source = drawSource(randomOf("source", ...key), kind, lengthMin * 60_000);
  const random = randomOf("run", ...key);
  const how = howFar(differs, random() < slowOnes);
  const job = drawRun(random, source, how);
  const intervalMs = kind.pollEveryMs ?? pollEveryMs;
  const fromMs = kind.joinShare ? job.completedAtMs * drawBetween(random, kind.joinShare) : 0;
  const polls = polled(randomOf("polls", ...key), job, undefined, {
    everyMs: intervalMs,
    fromMs: Math.round(fromMs),
  });
  const trace = { polls, completedAtMs: job.completedAtMs, stall: job.stall };
  return { kind, trace, intervalMs, earlier: how.differ === 0 ? [] : earlierOf() };

  /** In half of the histories of three and more, one run is odd. */
  function earlierOf(): readonly KnownRun[] {
    const history = randomOf("history", ...key);
    const odd = history() < oddHistories ? mostEarlier - 2 - Math.floor(2 * history()) : -1;
    const slower = history() < 0.5 ? slowFactor : 1 / slowFactor;
    return Array.from({ length: mostEarlier }, (_, index) =>
      earlierRunOf(
        drawRun(randomOf("earlier", index, ...key), source, {
          differ: how.differ,
          slower: index === odd ? slower : 1,
        }),
      ),
    );
  }
}

function howFar(differs: Differs, isSlow: boolean): RunDiffers {
  if (differs === "not at all") return { differ: 0, slower: 1 };
  return differs === "as usual" ? { differ: 1, slower: isSlow ? slowFactor : 1 } : differs;
}

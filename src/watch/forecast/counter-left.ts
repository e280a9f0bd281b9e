import { believedRate } from "./believed-rate.ts";
import { beginOf, type CounterTrack, type Edge, recentAnchor, silentMs } from "./counter-track.ts";
import { driftOf, unevennessOf } from "./steadiness.ts";
import { timeShareAt, type UsualWork } from "./usual.ts";

/** What a counter has left. Variances are of the logarithm. */
export interface CounterLeft {
  readonly ms: number;
  readonly variance: number;
  /** More of it, toward the upper end alone. */
  readonly upwardVariance: number;
}

/** Polls and the last batches leave so much open; milliseconds. */
const coarseMs = 6000;
const shortestMs = 3000;
/** With less to go on, the batches that are left are taken to come this often. */
const assumedGapMs = 15_000;
const mostFound = 0.9;
/** How far a run may speed up or slow down in what is left, of its logarithm, if none is known. */
const unknownCourse = 0.4;

/**
 * What is left is the usual time for the rest, times how much slower than usual the counter has been
 * so far, the latter to the power of κ: by how much the run is believed. That is the share of the
 * doubt which is about the run and not about what the run has shown, s² of s² + d² + b²/m, with s
 * the spread between runs, d the drift within one, b the unevenness of its m batches. Without a usual
 * time the run is all there is: κ is 1, and the unit of the usual time cancels.
 *
 * @param usual undefined where nothing is known of earlier runs
 * @returns undefined where neither the run nor earlier ones tell a rate
 */
export function counterLeft(
  track: CounterTrack,
  usual: UsualWork | undefined,
): CounterLeft | undefined {
  const newest = track.edges.at(-1);
  if (!newest) return undefined;
  const usualMs = usualTimeOf(track, usual);
  const restMs = usualMs(newest.count, track.total);
  const drift = driftOf(track);
  const uneven = unevennessOf(track);
  const growth = growthOf(track, newest);
  const run = runOf(track, newest, usualMs);
  if (!run) {
    if (!usual) return undefined;
    const variance =
      usual.spread ** 2 + drift + (uneven * assumedGapMs) / Math.max(assumedGapMs, restMs);
    return { ms: restMs, variance: variance + coarse(restMs), upwardVariance: growth };
  }
  const shown = drift + uneven / track.rises;
  const believed = usual ? beliefIn(run.overall, usual.spread ** 2, shown) : 1;
  const batchesLeft =
    ((track.total - newest.count) * track.rises) / (newest.count - beginOf(track).count);
  const ms = Math.max(0, restMs * Math.exp(believed * run.slowness) - silentMs(track).expected);
  const changed = run.slowness - run.overall;
  const course = usual ? 0 : unknownCourse * (1 - newest.count / track.total);
  const variance =
    believed * shown +
    drift +
    uneven / Math.max(1, batchesLeft) +
    (changed * changed) / 2 +
    course * course +
    coarse(ms);
  return { ms, variance, upwardVariance: growth };
}

/** κ. What earlier runs cannot explain makes this one odd, and it is believed instead. */
function beliefIn(slowness: number, between: number, shown: number): number {
  const odd = Math.max(0, slowness * slowness - 4 * (between + shown));
  const total = between + odd;
  return total / (total + shown);
}

/** The usual time from one count to another, in milliseconds, or in counts without a usual one. */
export function usualTimeOf({ total }: Pick<CounterTrack, "total">, usual: UsualWork | undefined) {
  if (!usual) return (from: number, to: number) => Math.max(0, to - from);
  const allMs = Math.exp(usual.mean) * total;
  const at = (count: number) => timeShareAt(usual.quarters, total > 0 ? count / total : 1);
  return (from: number, to: number) => allMs * Math.max(0, at(to) - at(from));
}

/** How much slower than usual the run is, as a logarithm: over all of it, and as it is believed. */
function runOf(
  track: CounterTrack,
  newest: Edge,
  usualMs: (from: number, to: number) => number,
): { readonly overall: number; readonly slowness: number } | undefined {
  const begin = beginOf(track);
  const done = usualMs(begin.count, newest.count);
  const tookMs = newest.at - begin.at;
  if (track.rises === 0 || done <= 0 || tookMs <= 0) return undefined;
  const anchor = recentAnchor(track);
  const recentDone = usualMs(anchor.count, newest.count);
  const recentMs = newest.at - anchor.at + silentMs(track).unexpected;
  const overall = done / tookMs;
  const believed = recentMs > 0 ? believedRate(recentDone / recentMs, overall) : overall;
  return { overall: -Math.log(overall), slowness: -Math.log(Math.max(believed, overall * 1e-3)) };
}

/** A total that has grown may grow on. */
function growthOf(track: CounterTrack, newest: Edge): number {
  const done = newest.count - track.baseline.count;
  const found = done > 0 ? Math.max(0, track.total - track.firstTotal) / done : 0;
  return (Math.log(1 / (1 - Math.min(mostFound, found))) / 2) ** 2;
}

function coarse(ms: number): number {
  return (coarseMs / Math.max(shortestMs, ms)) ** 2;
}

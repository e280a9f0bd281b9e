import { beginOf, type CounterTrack, type Edge } from "./counter-track.ts";

const rememberedRises = 32;
/** The usual unevenness counts as this many batches, as long as few have been seen. */
const usualBatches = 4;
const usualUnevenness = 0.8;
const usualDrift = 0.25 ** 2;
const driftWeight = 3;
const fewestRisesForDrift = 8;

/**
 * b²: how uneven batches are, the mean square of what a batch brings more than the time it took, both
 * as multiples of their means. The doubt about a rate of m batches is b²/m.
 */
export function unevennessOf({ edges, rises }: CounterTrack): number {
  // The first edge of all is where counting began; what precedes the first rise is a wait.
  const own = (edges.length > rises ? edges.slice(1) : edges).slice(-rememberedRises - 1);
  const [first] = own;
  const last = own.at(-1);
  const count = own.length - 1;
  if (!first || !last || count < 1) return usualUnevenness;
  const meanCount = (last.count - first.count) / count;
  const meanMs = (last.at - first.at) / count;
  let sum = usualBatches * usualUnevenness;
  for (let index = 1; index < own.length; index += 1) {
    const [before, after] = [own[index - 1], own[index]];
    if (!before || !after) continue;
    sum += ((after.count - before.count) / meanCount - (after.at - before.at) / meanMs) ** 2;
  }
  return sum / (count + usualBatches);
}

/**
 * d²: how much the rate drifts within the run, as the variance of its logarithm: that between the
 * quarters of the run so far less what chance makes of it, as much of it as is usual.
 */
export function driftOf(track: CounterTrack): number {
  const seen = seenDrift(track) ?? usualDrift;
  return (driftWeight * usualDrift + driftWeight * seen) / (2 * driftWeight);
}

function seenDrift(track: CounterTrack): number | undefined {
  const newest = track.edges.at(-1);
  if (!newest || track.rises < fewestRisesForDrift) return undefined;
  const begin = beginOf(track);
  const quarterMs = (newest.at - begin.at) / 4;
  const marks = [begin, ...track.marks.filter(({ at }) => at > begin.at), newest];
  const counts = [0, 1, 2, 3, 4].map((quarter) => countAt(marks, begin.at + quarter * quarterMs));
  const logs = counts.slice(1).map((count, index) => Math.log(count - (counts[index] ?? 0)));
  if (!logs.every(Number.isFinite)) return undefined;
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1);
  return Math.max(0, variance - unevennessOf(track) / (track.rises / 4));
}

/** In proportion between two marks. */
function countAt(marks: readonly Edge[], at: number): number {
  const next = marks.findIndex((mark) => mark.at >= at);
  const [before, after] = [marks[next - 1], marks[next]];
  if (!after) return marks.at(-1)?.count ?? 0;
  if (!before || after.at === before.at) return after.count;
  return before.count + ((after.count - before.count) * (at - before.at)) / (after.at - before.at);
}

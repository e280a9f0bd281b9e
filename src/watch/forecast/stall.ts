import type { CounterTrack } from "./counter-track.ts";

const shortestStallMs = 60_000;
const stallGaps = 8;
const morePolls = 2;
const fewestPolls = 3;
const fewestGaps = 3;
/** Where the rhythm is not known. */
const unknownRhythmStallMs = 600_000;

/**
 * Whether nothing moves any more. A job in batches is silent most of the time, so the silence is
 * compared with its own rhythm: eight usual gaps, a minute at least, seen at three polls.
 *
 * A rise is seen at the poll after it, so a gap looks shorter than it is by up to a poll, and short
 * gaps by a large part: two polls more are waited for, or healthy jobs would be called stalled.
 *
 * @param open the counters that are not through; without one there is nothing to stall
 * @param intervalMs between two polls
 * @returns for how long, in milliseconds, since the last rise of any; undefined where not stalled
 */
export function stalledMs(open: readonly CounterTrack[], intervalMs: number): number | undefined {
  const isStalled = open.length > 0 && open.every((track) => isQuietTooLong(track, intervalMs));
  if (!isStalled) return undefined;
  return Math.min(...open.map(({ quietMs }) => quietMs));
}

function isQuietTooLong(track: CounterTrack, intervalMs: number): boolean {
  const { quietMs, quietPolls, gapsMs, usualGapMs: gapMs } = track;
  if (gapMs === undefined || gapsMs.length < fewestGaps) return quietMs > unknownRhythmStallMs;
  const limitMs = Math.max(shortestStallMs, stallGaps * gapMs + morePolls * intervalMs);
  return quietMs > limitMs && quietPolls >= fewestPolls;
}

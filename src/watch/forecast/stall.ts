import type { CounterTrack } from "./counter-track.ts";

const shortestStallMs = 60_000;
const stallGaps = 8;
const stallLongestGaps = 2;
const morePolls = 2;
const fewestPolls = 3;
const fewestGaps = 3;
const unknownRhythmStallMs = 600_000;

/**
 * A job in batches is silent most of the time, so the silence is compared with its own rhythm:
 * eight usual gaps, twice the longest one, at least a minute, seen at three polls. A rise is seen at
 * the next poll, so a gap looks shorter than it is by up to a poll, short gaps by a large part:
 * without two polls more healthy jobs would be called stalled. The usual gap alone suits regular
 * batches: where they arrive independently of each other, a job of an hour has gaps of eight usual
 * ones, and the longest so far tells how far they go.
 */
export function stalledMs(open: readonly CounterTrack[], intervalMs: number): number | undefined {
  const isStalled = open.length > 0 && open.every((track) => isQuietTooLong(track, intervalMs));
  return isStalled ? Math.min(...open.map(({ quietMs }) => quietMs)) : undefined;
}

function isQuietTooLong(track: CounterTrack, intervalMs: number): boolean {
  const { quietMs, quietPolls, gapsMs, usualGapMs: gapMs, longestGapMs } = track;
  if (gapMs === undefined || gapsMs.length < fewestGaps) return quietMs > unknownRhythmStallMs;
  const limitMs = Math.max(
    shortestStallMs,
    stallGaps * gapMs + morePolls * intervalMs,
    stallLongestGaps * longestGapMs,
  );
  return quietMs > limitMs && quietPolls >= fewestPolls;
}

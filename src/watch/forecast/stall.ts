import type { CounterTrack } from "./counter-track.ts";
import type { Usual } from "./usual.ts";

const shortestStallMs = 60_000;
const stallGaps = 8;
const stallLongestGaps = 2;
/** Of the longest gap of earlier runs. */
const stallKnownGaps = 1.5;
const shortestTailStallMs = 300_000;
const stallTails = 2;
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
 * ones, and the longest so far, or of earlier runs, tells how far they go. Those also tell it before
 * the rhythm of this run is known, in place of ten minutes.
 */
export function stalledMs(
  open: readonly CounterTrack[],
  intervalMs: number,
  usual: Usual | undefined,
): number | undefined {
  const isLong = (track: CounterTrack) => isQuietTooLong(track, intervalMs, usual?.longestGapMs);
  const isStalled = open.length > 0 && open.every(isLong);
  return isStalled ? Math.min(...open.map(({ quietMs }) => quietMs)) : undefined;
}

/** How long all may have been processed before COMPLETED is missed; milliseconds. */
export function longestTailMs(usual: Usual | undefined): number {
  const usualMs = usual?.tail ? Math.exp(usual.tail.mean) : 0;
  return Math.max(shortestTailStallMs, stallTails * usualMs);
}

/** Whether enough gaps were seen to tell a usual one. */
export function hasRhythm(track: CounterTrack | undefined): boolean {
  return (track?.gapsMs.length ?? 0) >= fewestGaps;
}

function isQuietTooLong(
  track: CounterTrack,
  intervalMs: number,
  knownGapMs: number | undefined,
): boolean {
  const { quietMs, quietPolls, usualGapMs: gapMs, longestGapMs } = track;
  if (gapMs === undefined || !hasRhythm(track)) {
    const limitMs = knownGapMs === undefined ? unknownRhythmStallMs : stallLongestGaps * knownGapMs;
    return quietMs > Math.max(shortestStallMs, limitMs);
  }
  const limitMs = Math.max(
    shortestStallMs,
    stallGaps * gapMs + morePolls * intervalMs,
    stallLongestGaps * longestGapMs,
    stallKnownGaps * (knownGapMs ?? 0),
  );
  return quietMs > limitMs && quietPolls >= fewestPolls;
}

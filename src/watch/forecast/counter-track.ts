import type { Progress } from "./progress.ts";
import { median } from "./median.ts";

/** A poll at which a counter was seen to have risen; the first one is where counting began. */
export interface Edge {
  /** Milliseconds of the counter's own clock, which leaves stalls out. */
  readonly at: number;
  readonly count: number;
}

/**
 * What is remembered of one counter (accounts or identities).
 *
 * Progress comes in batches and is sampled every few seconds, so a count is true only at the
 * moment it rises: between two rises it lags behind by an unknown part of a batch. All that is
 * kept is therefore the *edges*, the polls at which it had risen, and the gaps between them, the
 * counter's own rhythm.
 */
export interface CounterTrack {
  readonly total: number;
  /** The first edge: where counting began. */
  readonly baseline: Edge;
  /** The last edges, oldest first, the newest one always among them. */
  readonly edges: readonly Edge[];
  /** How often it has been seen to rise. */
  readonly rises: number;
  /** The last gaps between edges, stalled ones left out; milliseconds, oldest first. */
  readonly gapsMs: readonly number[];
  /** The usual time between two rises, the median of `gapsMs`; undefined before the first. */
  readonly usualGapMs: number | undefined;
  /** How much the last rise added. */
  readonly lastRise: number;
  /** Successful polls since the newest edge. */
  readonly quietPolls: number;
  /** From the newest edge to the last successful poll, in milliseconds. */
  readonly quietMs: number;
  /** Whether the aggregation was told to be stalled since the newest edge. */
  readonly isStalled: boolean;
  /** What the counter's clock is behind, in milliseconds: the stalls it was told of. */
  readonly skippedMs: number;
}

/** A rate that takes more of the past into account would be slow to notice a change. */
const longestWindowMs = 900_000;
const shortestWindowMs = 60_000;
const gapsPerWindow = 6;
const rememberedGaps = 16;
/** More edges than the longest window holds at one poll a second. */
const mostEdges = 1000;

/**
 * The track after one more successful poll.
 *
 * A gap in which the aggregation was told to be stalled, or in which the counter was through until
 * its total grew, says nothing about the rhythm. All of it but one usual gap leaves the counter's
 * clock, so that it does not slow the rate for the rest of the job.
 *
 * @param track undefined before the first
 * @param now monotonic milliseconds
 */
export function followCounter(
  track: CounterTrack | undefined,
  { processed, total }: Progress,
  now: number,
): CounterTrack | undefined {
  const newest = track?.edges.at(-1);
  if (!track || !newest || processed < newest.count) return beginTrack(processed, total, now);
  const wasClosed = remaining(track) === 0;
  const gapMs = now - track.skippedMs - newest.at;
  if (processed === newest.count) {
    const isReopened = wasClosed && total > processed;
    const skippedMs = track.skippedMs + (isReopened ? gapMs : 0);
    const quiet = isReopened
      ? { quietPolls: 0, quietMs: 0 }
      : { quietPolls: track.quietPolls + 1, quietMs: gapMs };
    return { ...track, total, skippedMs, ...quiet };
  }
  const isRhythm = !track.isStalled && !wasClosed;
  const skipped = isRhythm ? 0 : gapMs - Math.min(gapMs, track.usualGapMs ?? shortestWindowMs);
  const gapsMs = isRhythm ? [...track.gapsMs, gapMs].slice(-rememberedGaps) : track.gapsMs;
  return {
    total,
    baseline: track.baseline,
    edges: recent([...track.edges, { at: newest.at + gapMs - skipped, count: processed }]),
    rises: track.rises + 1,
    gapsMs,
    usualGapMs: median(gapsMs),
    lastRise: processed - newest.count,
    quietPolls: 0,
    quietMs: 0,
    isStalled: false,
    skippedMs: track.skippedMs + skipped,
  };
}

/** What is left to process. */
export function remaining({ edges, total }: CounterTrack): number {
  return Math.max(0, total - (edges.at(-1)?.count ?? 0));
}

/**
 * How fast the counter rises, in counts a millisecond: the slope from edge to edge over a window
 * of at least a minute, of six usual gaps, and of half the time that it has been counting, since
 * a long job's rate is known from more of it. A silence longer than two usual gaps counts as time
 * in which nothing came.
 *
 * @returns undefined before the first rise
 */
export function slope(track: CounterTrack): number | undefined {
  const newest = track.edges.at(-1);
  if (!newest || track.rises === 0) return undefined;
  const gapMs = track.usualGapMs ?? 0;
  const countingMs = newest.at - track.baseline.at;
  const windowMs = Math.min(
    longestWindowMs,
    Math.max(shortestWindowMs, gapsPerWindow * gapMs, countingMs / 2),
  );
  const anchor = track.edges.findLast(({ at }) => at <= newest.at - windowMs) ?? track.baseline;
  const silentMs = Math.max(0, track.quietMs - 2 * gapMs);
  return (newest.count - anchor.count) / (newest.at - anchor.at + silentMs);
}

/** The slope over all the time that it has been counting, in counts a millisecond. */
export function overallSlope({ baseline, edges, rises }: CounterTrack): number | undefined {
  const newest = edges.at(-1);
  if (!newest || rises === 0) return undefined;
  return (newest.count - baseline.count) / (newest.at - baseline.at);
}

function beginTrack(processed: number, total: number, now: number): CounterTrack | undefined {
  if (total <= 0) return undefined;
  const baseline: Edge = { at: now, count: processed };
  return {
    total,
    baseline,
    edges: [baseline],
    rises: 0,
    gapsMs: [],
    usualGapMs: undefined,
    lastRise: 0,
    quietPolls: 0,
    quietMs: 0,
    isStalled: false,
    skippedMs: 0,
  };
}

/** The edges that a window can still reach, and one before them. */
function recent(edges: readonly Edge[]): readonly Edge[] {
  const newest = edges.at(-1);
  if (!newest) return edges;
  const first = edges.findLastIndex(({ at }) => at <= newest.at - longestWindowMs);
  return edges.slice(Math.max(0, first, edges.length - mostEdges));
}

import type { Progress } from "./progress.ts";
import { quantile } from "./quantile.ts";

/** A poll at which a counter had risen; the first one is where counting began. */
export interface Edge {
  /** Milliseconds of the counter's own clock, which leaves stalls out. */
  readonly at: number;
  readonly count: number;
}

/**
 * Progress comes in batches and is sampled every few seconds, so a count is true only at the moment
 * it rises: between two rises it lags behind by an unknown part of a batch. Therefore only the
 * *edges* are kept, the polls at which it had risen, and the gaps between them: its own rhythm.
 */
export interface CounterTrack {
  readonly total: number;
  readonly baseline: Edge;
  /** The last edges, oldest first, always including the newest. */
  readonly edges: readonly Edge[];
  readonly rises: number;
  /** The last gaps between edges, without stalled ones; milliseconds, oldest first. */
  readonly gapsMs: readonly number[];
  readonly usualGapMs: number | undefined;
  readonly lastRise: number;
  /** Successful polls since the newest edge; `quietMs` is the time up to the last of them. */
  readonly quietPolls: number;
  readonly quietMs: number;
  /** Whether the aggregation has been stalled since the newest edge. */
  readonly isStalled: boolean;
  /** How far the counter's clock is behind, because of stalls; milliseconds. */
  readonly skippedMs: number;
}

/** With more of the past a rate would be slow to follow a change. */
const longestWindowMs = 900_000;
const shortestWindowMs = 60_000;
const gapsPerWindow = 6;
const rememberedGaps = 16;
/** More edges than the longest window holds at one poll a second. */
const mostEdges = 1000;

const atEdge = { quietPolls: 0, quietMs: 0, isStalled: false } as const;

/**
 * A gap with a stall, or one before which the counter had reached its total, says nothing about the
 * rhythm. All of it but one usual gap is taken out of the counter's clock, so that it does not slow
 * the rate for the rest of the job.
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
    const { skippedMs, quietPolls } = track;
    const isReopened = wasClosed && total > processed;
    return isReopened
      ? { ...track, total, skippedMs: skippedMs + gapMs, quietPolls: 0, quietMs: 0 }
      : { ...track, total, quietPolls: quietPolls + 1, quietMs: gapMs };
  }
  const isRhythm = !track.isStalled && !wasClosed;
  const skipped = isRhythm ? 0 : gapMs - Math.min(gapMs, track.usualGapMs ?? shortestWindowMs);
  const gapsMs = isRhythm ? [...track.gapsMs, gapMs].slice(-rememberedGaps) : track.gapsMs;
  return {
    ...atEdge,
    total,
    baseline: track.baseline,
    edges: recent(track.edges, { at: newest.at + gapMs - skipped, count: processed }),
    rises: track.rises + 1,
    gapsMs,
    usualGapMs: quantile(gapsMs, 0.5),
    lastRise: processed - newest.count,
    skippedMs: track.skippedMs + skipped,
  };
}

export function remaining({ edges, total }: CounterTrack): number {
  return Math.max(0, total - (edges.at(-1)?.count ?? 0));
}

/**
 * How fast the counter rises, in counts per millisecond; undefined before the first rise. This is
 * the slope from edge to edge over a window of at least a minute, six usual gaps, and half the time
 * it has been counting, since a long job's rate is known from more of it. A silence beyond two
 * usual gaps counts as time in which nothing came.
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

/** The slope over all the time it has been counting, in counts per millisecond. */
export function overallSlope({ baseline, edges, rises }: CounterTrack): number | undefined {
  const newest = edges.at(-1);
  if (!newest || rises === 0) return undefined;
  return (newest.count - baseline.count) / (newest.at - baseline.at);
}

function beginTrack(processed: number, total: number, now: number): CounterTrack | undefined {
  if (total <= 0) return undefined;
  const baseline: Edge = { at: now, count: processed };
  const none = { rises: 0, gapsMs: [], usualGapMs: undefined, lastRise: 0, skippedMs: 0 };
  return { ...atEdge, ...none, total, baseline, edges: [baseline] };
}

/** The edges that a window can still reach, and one before them. */
function recent(earlier: readonly Edge[], newest: Edge): readonly Edge[] {
  const edges = [...earlier, newest];
  const first = edges.findLastIndex(({ at }) => at <= newest.at - longestWindowMs);
  return edges.slice(Math.max(0, first, edges.length - mostEdges));
}

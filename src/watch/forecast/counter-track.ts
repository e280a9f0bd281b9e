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
  /** The last moment at which it cannot have begun to rise, or the first at which it was seen. */
  readonly baseline: Edge;
  readonly firstRiseAt: number | undefined;
  /** The last moment at which it was seen not to have begun; undefined where it began unseen. */
  readonly beganAfter: number | undefined;
  /** The last edges, oldest first, always including the newest. */
  readonly edges: readonly Edge[];
  /** Edges spread over all of the run, oldest first. */
  readonly marks: readonly Edge[];
  /** How far marks are apart; milliseconds. */
  readonly markEveryMs: number;
  /** The total that was first seen. */
  readonly firstTotal: number;
  readonly rises: number;
  /** The last gaps between edges, without stalled ones; milliseconds, oldest first. */
  readonly gapsMs: readonly number[];
  readonly usualGapMs: number | undefined;
  /** Of all gaps of its rhythm, not only the last ones; 0 before the first. */
  readonly longestGapMs: number;
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
const mostMarks = 16;

const notRisen = {
  firstRiseAt: undefined,
  beganAfter: undefined,
  marks: [],
  markEveryMs: 0,
  rises: 0,
  gapsMs: [],
  usualGapMs: undefined,
  longestGapMs: 0,
  lastRise: 0,
  skippedMs: 0,
} as const;
const atEdge = { quietPolls: 0, quietMs: 0, isStalled: false } as const;

/** What is known of the time before an answer. */
export interface Before {
  /** When a counter that has no track yet was seen not to have begun. */
  readonly notBegunAt?: number | undefined;
  /** Whether no answer has come for so long that a rise may be anywhere in that time. */
  readonly isUnseen?: boolean;
}

/**
 * A gap with a stall, or one before which the counter had reached its total, says nothing about the
 * rhythm. It is taken out of the counter's clock, so that it does not slow the rate for the rest of
 * the job: all but one usual gap, and no more than what the rise at its end cannot account for, or
 * a healthy job that was taken for stalled would seem quicker afterwards. A gap without answers, as
 * in a pause, says nothing about the rhythm either, but the job went on in it.
 */
export function followCounter(
  track: CounterTrack | undefined,
  { processed, total }: Progress,
  now: number,
  { notBegunAt, isUnseen = false }: Before = {},
): CounterTrack | undefined {
  const newest = track?.edges.at(-1);
  if (!track) return beginTrack(processed, total, now, isUnseen ? undefined : notBegunAt);
  if (!newest || processed < newest.count) return beginTrack(processed, total, now);
  const wasClosed = remaining(track) === 0;
  const gapMs = now - track.skippedMs - newest.at;
  if (processed === newest.count) {
    const { skippedMs, quietPolls } = track;
    const isReopened = wasClosed && total > processed;
    return isReopened
      ? { ...track, total, skippedMs: skippedMs + gapMs, quietPolls: 0, quietMs: 0 }
      : { ...track, total, quietPolls: quietPolls + 1, quietMs: gapMs };
  }
  const lastRise = processed - newest.count;
  const isRhythm = !track.isStalled && !wasClosed;
  const keptMs = isRhythm ? gapMs : Math.min(gapMs, restedMs(track, lastRise));
  const edge: Edge = { at: newest.at + keptMs, count: processed };
  // What precedes its first rise is a wait to begin.
  const isGap = track.rises > 0 && keptMs === gapMs && !isUnseen;
  const seenAt = newest.at + track.quietMs;
  const hasBegun = track.rises > 0 || newest.count > 0 || isUnseen;
  const gapsMs = isGap ? [...track.gapsMs, gapMs].slice(-rememberedGaps) : track.gapsMs;
  return {
    ...atEdge,
    total,
    baseline: track.baseline,
    firstRiseAt: track.firstRiseAt ?? edge.at,
    beganAfter: hasBegun ? track.beganAfter : seenAt,
    edges: recent(track.edges, edge),
    ...marked(track, edge),
    firstTotal: track.firstTotal,
    rises: track.rises + 1,
    gapsMs,
    usualGapMs: quantile(gapsMs, 0.5),
    longestGapMs: isGap ? Math.max(track.longestGapMs, gapMs) : track.longestGapMs,
    lastRise,
    skippedMs: track.skippedMs + gapMs - keptMs,
  };
}

/** How much of a gap that is not of its rhythm a rise accounts for, by the rate so far. */
function restedMs(track: CounterTrack, rise: number): number {
  const usualMs = track.usualGapMs ?? shortestWindowMs;
  const perMs = overallSlope(track);
  return perMs === undefined ? usualMs : Math.max(usualMs, rise / perMs);
}

/**
 * A counter that has not begun may be waiting for another one, as identities do for accounts: while
 * that one moves, neither the silence nor the clock of this one has begun.
 */
export function stillWaiting(track: CounterTrack, now: number): CounterTrack {
  if (track.rises > 0) return track;
  const baseline: Edge = { ...track.baseline, at: now - track.skippedMs };
  return { ...track, ...atEdge, baseline, edges: [baseline] };
}

/**
 * Where the counter's clock begins: one usual gap before its own first rise. It may have waited for
 * long before that, and one that was past 0 when first seen had done part of its batch unseen.
 */
export function beginOf({ baseline, firstRiseAt, usualGapMs }: CounterTrack): Edge {
  if (firstRiseAt === undefined || usualGapMs === undefined) return baseline;
  const at = firstRiseAt - usualGapMs;
  return baseline.count === 0 && at < baseline.at ? baseline : { ...baseline, at };
}

export function remaining({ edges, total }: CounterTrack): number {
  return Math.max(0, total - (edges.at(-1)?.count ?? 0));
}

/**
 * Where the recent rate is measured from: at least a minute, six usual gaps, and half the counting
 * time ago, since a long job's rate is known from more of it.
 */
export function recentAnchor(track: CounterTrack): Edge {
  const begin = beginOf(track);
  const newest = track.edges.at(-1) ?? begin;
  const windowMs = Math.min(
    longestWindowMs,
    Math.max(shortestWindowMs, gapsPerWindow * (track.usualGapMs ?? 0), (newest.at - begin.at) / 2),
  );
  const edge = track.edges.findLast(({ at }) => at <= newest.at - windowMs);
  return edge && edge.at > begin.at ? edge : begin;
}

/**
 * The silence since the last rise: that of its rhythm, in which it goes on unseen, and that beyond
 * two usual gaps, which counts as time in which nothing came.
 */
export function silentMs({ quietMs, usualGapMs = 0 }: CounterTrack) {
  const expected = Math.min(quietMs, 2 * usualGapMs);
  return { expected, unexpected: quietMs - expected };
}

/** The recent slope from edge to edge, in counts per millisecond; undefined before the first rise. */
export function slope(track: CounterTrack): number | undefined {
  const newest = track.edges.at(-1);
  if (!newest || track.rises === 0) return undefined;
  const anchor = recentAnchor(track);
  return (newest.count - anchor.count) / (newest.at - anchor.at + silentMs(track).unexpected);
}

/** The slope over all the time it has been counting, in counts per millisecond. */
export function overallSlope(track: CounterTrack): number | undefined {
  const newest = track.edges.at(-1);
  if (!newest || track.rises === 0) return undefined;
  const begin = beginOf(track);
  return (newest.count - begin.count) / (newest.at - begin.at);
}

function beginTrack(
  processed: number,
  total: number,
  now: number,
  notBegunAt?: number,
): CounterTrack | undefined {
  if (total <= 0) return undefined;
  const baseline: Edge = { at: now, count: processed };
  const beganAfter = processed > 0 ? notBegunAt : undefined;
  const first = { total, firstTotal: total, baseline, edges: [baseline], beganAfter };
  return { ...atEdge, ...notRisen, ...first };
}

/** Every second mark goes when there are too many. */
function marked(
  { marks, markEveryMs }: CounterTrack,
  edge: Edge,
): Pick<CounterTrack, "marks" | "markEveryMs"> {
  const last = marks.at(-1);
  if (last && edge.at - last.at < markEveryMs) return { marks, markEveryMs };
  // A spread would leave room for as many again, which stays for as long as an id is watched.
  if (marks.length < mostMarks)
    return { marks: marks.toSpliced(marks.length, 0, edge), markEveryMs };
  const kept = marks.filter((_, index) => index % 2 === 0);
  const spanMs = edge.at - (kept[0]?.at ?? edge.at);
  return { marks: kept.toSpliced(kept.length, 0, edge), markEveryMs: (2 * spanMs) / mostMarks };
}

/** The edges that a window can still reach, and one before them. */
function recent(earlier: readonly Edge[], newest: Edge): readonly Edge[] {
  const edges = earlier.toSpliced(earlier.length, 0, newest);
  const first = edges.findLastIndex(({ at }) => at <= newest.at - longestWindowMs);
  return edges.slice(Math.max(0, first, edges.length - mostEdges));
}

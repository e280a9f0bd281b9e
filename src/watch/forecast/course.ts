import { byName } from "../../api/endpoints/counters.ts";
import { beginOf, type CounterTrack, type Edge, remaining } from "./counter-track.ts";
import { type Counted, followTracks, type Tracked } from "./follow-tracks.ts";
import { trackNames } from "./progress.ts";
import type { EarlierCounter, EarlierRun } from "./usual.ts";

/** How the work of a run went: what it says about the next one beyond the length of its phases. */
export type Course = Omit<EarlierRun, "tookMs" | "readingMs">;

export interface Running extends Tracked {
  readonly statusSince: number;
  readonly isJoinedLate: boolean;
}

/** An aggregation may leave some out. */
const leastCounted = 0.9;
/** Fewer say where a rate lies, and not how it changes. */
const fewestRises = 8;

/**
 * The course of a run that was being processed, at the answer with COMPLETED, which may have the last
 * counts. A counter that was not seen from its first count to its last tells nothing: its time would
 * be that of a part, and so would its longest gap.
 */
export function courseAtEnd(before: Running, last: Counted): Course {
  const { tracks, doneAtBegin } = followTracks(before, last);
  const isEndSeen = (track: CounterTrack | undefined) =>
    !last.isUnseen || (track !== undefined && remaining(track) === 0);
  const whole = byName(trackNames, (name) => {
    const track = isEndSeen(before.tracks[name]) ? tracks[name] : undefined;
    return track && counterOf(track);
  });
  const gapsMs = trackNames.map((name) => (whole[name] && tracks[name]?.longestGapMs) || 0);
  const longestGapMs = Math.max(...gapsMs);
  const { accounts } = tracks;
  const isShared = accounts !== undefined && doneAtBegin !== undefined;
  return {
    ...whole,
    beginShare: isShared ? Math.min(1, doneAtBegin / accounts.total) : undefined,
    tailMs: last.isUnseen ? undefined : tailOf({ ...before, tracks }, last.now),
    longestGapMs: longestGapMs > 0 ? longestGapMs : undefined,
  };
}

/** The time since the last count; where there was nothing to count, all of it. */
function tailOf({ tracks, isJoinedLate, statusSince }: Running, now: number): number | undefined {
  const known = trackNames.flatMap((name) => tracks[name] ?? []);
  if (known.length === 0) return isJoinedLate ? undefined : now - statusSince;
  return Math.min(
    ...known.map(({ edges, skippedMs }) => now - skippedMs - (edges.at(-1)?.at ?? 0)),
  );
}

function counterOf(track: CounterTrack): EarlierCounter | undefined {
  const { total, rises } = track;
  const newest = track.edges.at(-1);
  const begin = beginOfWork(track);
  if (!newest || begin === undefined || newest.count < leastCounted * total) return undefined;
  const tookMs = newest.at - begin;
  if (tookMs <= 0) return undefined;
  if (rises < fewestRises) return { total, tookMs };
  const first = track.baseline.count > 0 ? [track.baseline] : [];
  const marks = [{ at: begin, count: 0 }, ...first, ...track.marks, newest];
  const shareAt = (share: number) => (timeOf(marks, share * newest.count) - begin) / tookMs;
  return { total, tookMs, quarters: [shareAt(0.25), shareAt(0.5), shareAt(0.75)] };
}

/** One usual gap before the first count; undefined if that was not seen. */
function beginOfWork(track: CounterTrack): number | undefined {
  const { baseline, beganAfter, usualGapMs = Number.POSITIVE_INFINITY } = track;
  if (beganAfter === undefined) return undefined;
  if (baseline.count === 0) return beginOf(track).at;
  return Math.max(beganAfter, baseline.at - usualGapMs);
}

/** When a count was reached, interpolated between two marks. */
function timeOf(marks: readonly Edge[], count: number): number {
  const next = marks.findIndex((mark) => mark.count >= count);
  const [before, after] = [marks[next - 1], marks[next]];
  if (!before || !after) return after?.at ?? 0;
  const part = (count - before.count) / (after.count - before.count);
  return before.at + (after.at - before.at) * part;
}

import { byName, type Counters } from "../../api/endpoints/counters.ts";
import { type CounterTrack, followCounter, stillWaiting } from "./counter-track.ts";
import { progressOf, type TrackName, trackNames } from "./progress.ts";

/** What was known of all counters at the answer before. */
export interface Tracked {
  readonly status: string | undefined;
  readonly seen: { readonly at: number } | undefined;
  readonly tracks: Readonly<Record<TrackName, CounterTrack | undefined>>;
  /** How many accounts were done when the identities were seen to begin. */
  readonly doneAtBegin: number | undefined;
}

export interface Counted {
  readonly counters: Counters;
  readonly now: number;
  /** Whether no answer came before it for so long that what happened meanwhile was not seen. */
  readonly isUnseen: boolean;
}

/** Follows all counters to the next answer; those that wait for others to end have not begun. */
export function followTracks(
  { status, seen, tracks: before, doneAtBegin }: Tracked,
  { counters, now, isUnseen }: Counted,
): Pick<Tracked, "tracks" | "doneAtBegin"> {
  // After RETRIED a count may go on from where it was.
  const isInTurn = status === "STARTED" || status === "ACCOUNTS_COLLECTED";
  const notBegunAt = isInTurn ? seen?.at : undefined;
  const followed = byName(trackNames, (name) => {
    const progress = progressOf[name](counters);
    if (!progress) return before[name];
    return followCounter(before[name], progress, now, { notBegunAt, isUnseen });
  });
  const isMoving = trackNames.some((name) => hasRisen(before[name], followed[name]));
  const tracks = isMoving
    ? byName(trackNames, (name) => followed[name] && stillWaiting(followed[name], now))
    : followed;
  const isBegin = hasBegun(tracks.identities) && !hasBegun(before.identities);
  const done = isBegin ? tracks.accounts?.edges.at(-1)?.count : undefined;
  return { tracks, doneAtBegin: done ?? doneAtBegin };
}

function hasRisen(before: CounterTrack | undefined, after: CounterTrack | undefined): boolean {
  return (after?.rises ?? 0) > (before?.rises ?? 0);
}

function hasBegun(track: CounterTrack | undefined): boolean {
  return track?.beganAfter !== undefined;
}

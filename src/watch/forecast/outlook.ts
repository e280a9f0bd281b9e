import { type CounterTrack, overallSlope, remaining, slope } from "./counter-track.ts";
import type { ShownFinish } from "./finish.ts";
import {
  type TrackName,
  trackNames,
  type Forecast,
  isKnown,
  leftMsOf,
  staleAfterMs,
} from "./forecast.ts";

/** What there is to show, at one moment. Undefined is a blank: nothing that one could believe. */
export interface Outlook {
  readonly leftMs: number | undefined;
  /** Monotonic milliseconds. */
  readonly finishAt: number | undefined;
  /** The same time left by the recent and by the overall rate, where they differ much. */
  readonly rangeMs: { readonly low: number; readonly high: number } | undefined;
  /** The counter that ends last. */
  readonly lastCounter: TrackName | undefined;
  /** A counter that is at 0 while another has moved: no finish can be told. */
  readonly notBegun: TrackName | undefined;
  /** What the rates are of: accounts, or identities once these are all that is left. */
  readonly rateOf: TrackName;
  readonly perSecond: number | undefined;
  readonly overallPerSecond: number | undefined;
  readonly stalledMs: number | undefined;
  /** The times between the counter's last rises, where it has risen. */
  readonly gapsMs: { readonly usual: number; readonly longest: number } | undefined;
  /** What the last rise of the counter added, and how long ago. */
  readonly lastBatch: { readonly size: number; readonly agoMs: number } | undefined;
}

/** Rates that differ by more make a range of the time left. */
const rangeFactor = 1.5;

/**
 * What to show now.
 *
 * @param now monotonic milliseconds
 * @param intervalMs how often the id is asked: what is older than three intervals is stale
 */
export function outlook(forecast: Forecast, now: number, intervalMs: number): Outlook {
  const { seen, stalledMs: stalled, finish, tracks } = forecast;
  const isStale = !seen || now - seen.at > staleAfterMs(intervalMs);
  const open = trackNames.filter((name) => tracks[name] && remaining(tracks[name]) > 0);
  const shown = tracks[open[0] ?? "accounts"];
  const isShown = !isStale && open.length > 0 && isKnown(shown);
  const sinceSeenMs = seen ? now - seen.at : 0;
  const lastCounter = latest(open, tracks);
  const hasBegun = open.some((name) => (tracks[name]?.rises ?? 0) > 0);
  return {
    finishAt: isStale ? undefined : finish?.finishAt,
    leftMs: isStale || !finish ? undefined : Math.max(0, finish.finishAt - now),
    rangeMs:
      isStale || !finish || !lastCounter ? undefined : rangeOf(tracks[lastCounter], finish, now),
    lastCounter: finish ? lastCounter : undefined,
    // One that was past 0 when it was first seen had begun before.
    notBegun: hasBegun ? open.find((name) => tracks[name]?.edges.at(-1)?.count === 0) : undefined,
    rateOf: open[0] ?? "accounts",
    perSecond: isShown && shown ? perSecond(stalled === undefined ? slope(shown) : 0) : undefined,
    overallPerSecond: isShown && shown ? perSecond(overallSlope(shown)) : undefined,
    // What happened since an answer that is too old nobody knows.
    stalledMs: stalled === undefined ? undefined : stalled + (isStale ? 0 : sinceSeenMs),
    gapsMs: shown && gapsOf(shown),
    lastBatch:
      shown && shown.rises > 0
        ? { size: shown.lastRise, agoMs: shown.quietMs + sinceSeenMs }
        : undefined,
  };
}

function latest(open: readonly TrackName[], tracks: Forecast["tracks"]): TrackName | undefined {
  const left = (name: TrackName) => {
    const track = tracks[name];
    return (track && leftMsOf(track)) ?? 0;
  };
  return open.toSorted((one, other) => left(other) - left(one))[0];
}

function gapsOf(track: CounterTrack): Outlook["gapsMs"] {
  const { usualGapMs: usual } = track;
  return usual === undefined ? undefined : { usual, longest: Math.max(...track.gapsMs) };
}

function rangeOf(
  track: CounterTrack | undefined,
  finish: ShownFinish,
  now: number,
): Outlook["rangeMs"] {
  const recent = track && slope(track);
  const overall = track && overallSlope(track);
  if (!recent || !overall || !track) return undefined;
  const ratio = Math.max(recent / overall, overall / recent);
  if (ratio <= rangeFactor) return undefined;
  const shownMs = Math.max(0, finish.finishAt - now);
  const otherMs = remaining(track) / overall;
  return { low: Math.min(shownMs, otherMs), high: Math.max(shownMs, otherMs) };
}

function perSecond(perMs: number | undefined): number | undefined {
  return perMs === undefined ? undefined : perMs * 1000;
}

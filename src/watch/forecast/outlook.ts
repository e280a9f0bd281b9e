import { type CounterTrack, overallSlope, remaining, slope } from "./counter-track.ts";
import { type Forecast, isKnown, leftMsOf, staleAfterMs } from "./forecast.ts";
import { type TrackName, trackNames } from "./progress.ts";

/** What there is to show at one moment. Undefined is a blank: nothing credible is known. */
export interface Outlook {
  readonly leftMs: number | undefined;
  readonly finishAt: number | undefined;
  /** The time left by the recent and by the overall rate, if they differ much. */
  readonly rangeMs: { readonly low: number; readonly high: number } | undefined;
  readonly lastCounter: TrackName | undefined;
  /** A counter that is at 0 while another has moved: then the finish is unknown. */
  readonly notBegun: TrackName | undefined;
  /** What the rates are of: accounts, or identities once only these are left. */
  readonly rateOf: TrackName;
  readonly perSecond: number | undefined;
  readonly overallPerSecond: number | undefined;
  readonly stalledMs: number | undefined;
  readonly gapsMs: { readonly usual: number; readonly longest: number } | undefined;
  /** How much the counter's last rise added, and its age. */
  readonly lastBatch: { readonly size: number; readonly agoMs: number } | undefined;
}

/** Rates that differ by more make a range of the time left. */
const rangeFactor = 1.5;

/** The time left alone, without what else there is to show. */
export function leftMsAt(forecast: Forecast, now: number, intervalMs: number): number | undefined {
  const finishAt = finishAtOf(forecast, now, intervalMs);
  return finishAt === undefined ? undefined : Math.max(0, finishAt - now);
}

function finishAtOf({ seen, finish }: Forecast, now: number, intervalMs: number) {
  const isStale = !seen || now - seen.at > staleAfterMs(intervalMs);
  return isStale ? undefined : finish?.finishAt;
}

export function outlook(forecast: Forecast, now: number, intervalMs: number): Outlook {
  const { seen, stalledMs: stalled, tracks } = forecast;
  const isStale = !seen || now - seen.at > staleAfterMs(intervalMs);
  const sinceSeenMs = seen ? now - seen.at : 0;
  const open = trackNames.filter((name) => tracks[name] && remaining(tracks[name]) > 0);
  const timeOf = (name: TrackName) => (tracks[name] && leftMsOf(tracks[name])) ?? 0;
  const [last] = open.toSorted((one, other) => timeOf(other) - timeOf(one));
  const hasBegun = open.some((name) => (tracks[name]?.rises ?? 0) > 0);
  const finishAt = finishAtOf(forecast, now, intervalMs);
  const leftMs = leftMsAt(forecast, now, intervalMs);
  const rateOf = open[0] ?? "accounts";
  const shown = tracks[rateOf];
  const known = !isStale && open.length > 0 && isKnown(shown) ? shown : undefined;
  const usual = shown?.usualGapMs;
  return {
    finishAt,
    leftMs,
    rangeMs: rangeOf(last && tracks[last], leftMs),
    lastCounter: forecast.finish && last,
    // One that was past 0 when first seen had begun before.
    notBegun: hasBegun ? open.find((name) => tracks[name]?.edges.at(-1)?.count === 0) : undefined,
    rateOf,
    perSecond: known && perSecond(stalled === undefined ? slope(known) : 0),
    overallPerSecond: known && perSecond(overallSlope(known)),
    // A stale answer says nothing about the time since.
    stalledMs: stalled === undefined ? undefined : stalled + (isStale ? 0 : sinceSeenMs),
    gapsMs:
      shown && usual !== undefined ? { usual, longest: Math.max(...shown.gapsMs) } : undefined,
    lastBatch:
      shown && shown.rises > 0
        ? { size: shown.lastRise, agoMs: shown.quietMs + sinceSeenMs }
        : undefined,
  };
}

function rangeOf(track: CounterTrack | undefined, leftMs: number | undefined): Outlook["rangeMs"] {
  const recent = track && slope(track);
  const overall = track && overallSlope(track);
  if (!recent || !overall || leftMs === undefined) return undefined;
  const ratio = Math.max(recent / overall, overall / recent);
  if (ratio <= rangeFactor) return undefined;
  const otherMs = remaining(track) / overall;
  return { low: Math.min(leftMs, otherMs), high: Math.max(leftMs, otherMs) };
}

function perSecond(perMs: number | undefined): number | undefined {
  return perMs === undefined ? undefined : perMs * 1000;
}

import { overallSlope, remaining, slope } from "./counter-track.ts";
import { type TimeRange, toldRange } from "../../text/time-range.ts";
import { rangeAt } from "./finish.ts";
import { type Forecast, isKnown, staleAfterMs } from "./forecast.ts";
import { hasRhythm } from "./stall.ts";
import { type TrackName, trackNames } from "./progress.ts";

/** What there is to show at one moment. Undefined is a blank: nothing credible is known. */
export interface Outlook {
  readonly leftMs: number | undefined;
  readonly finishAt: number | undefined;
  /** Holds four times in five; undefined where `leftMs` is. */
  readonly rangeMs: TimeRange | undefined;
  /** The same in preferred numbers, for words. */
  readonly toldMs: TimeRange | undefined;
  readonly lastCounter: TrackName | undefined;
  /** A counter that is at 0 while another has moved: then the finish is unknown. */
  readonly notBegun: TrackName | undefined;
  /** What the rates are of: the counter that ends last, or as long as that has not moved, the other. */
  readonly rateOf: TrackName;
  /** Undefined while it is quiet as well: a fading current rate would be based on nothing. */
  readonly perSecond: number | undefined;
  readonly overallPerSecond: number | undefined;
  /** The silence of that counter where it is longer than three usual gaps, unless stalled. */
  readonly quiet: { readonly ms: number; readonly usualGapMs: number } | undefined;
  readonly stalledMs: number | undefined;
  readonly gapsMs: { readonly usual: number; readonly longest: number } | undefined;
  /** How much the counter's last rise added, and its age. */
  readonly lastBatch: { readonly size: number; readonly agoMs: number } | undefined;
}

const quietGaps = 3;

/** The time left in preferred numbers alone, without what else there is to show. */
export function toldAt(forecast: Forecast, now: number, intervalMs: number): TimeRange | undefined {
  const finish = shownFinish(forecast, now, intervalMs);
  return finish && toldRange(rangeAt(finish, now), finish.told);
}

function shownFinish({ seen, finish }: Forecast, now: number, intervalMs: number) {
  const isStale = !seen || now - seen.at > staleAfterMs(intervalMs);
  return isStale ? undefined : finish;
}

export function outlook(forecast: Forecast, now: number, intervalMs: number): Outlook {
  const { seen, stalledMs: stalled, tracks } = forecast;
  const isStale = !seen || now - seen.at > staleAfterMs(intervalMs);
  const sinceSeenMs = seen ? now - seen.at : 0;
  const open = trackNames.filter((name) => tracks[name] && remaining(tracks[name]) > 0);
  const hasBegun = open.some((name) => (tracks[name]?.rises ?? 0) > 0);
  const finish = shownFinish(forecast, now, intervalMs);
  const finishAt = finish?.finishAt;
  const leftMs = finish && Math.max(0, finish.finishAt - now);
  const rangeMs = finish && rangeAt(finish, now);
  const isMoving = finish?.last !== undefined && (tracks[finish.last]?.rises ?? 0) > 0;
  const rateOf = (isMoving ? finish.last : open[0]) ?? "accounts";
  const shown = tracks[rateOf];
  const known = !isStale && open.length > 0 && isKnown(shown) ? shown : undefined;
  const usual = shown?.usualGapMs;
  const quietMs = known && known.quietMs + sinceSeenMs;
  const isQuiet =
    stalled === undefined && hasRhythm(shown) && quietMs && usual && quietMs > quietGaps * usual;
  const quiet = isQuiet ? { ms: quietMs, usualGapMs: usual } : undefined;
  return {
    finishAt,
    leftMs,
    rangeMs,
    toldMs: rangeMs && toldRange(rangeMs, finish?.told),
    lastCounter: finish?.last,
    // One that was past 0 when first seen had begun before.
    notBegun: hasBegun ? open.find((name) => tracks[name]?.edges.at(-1)?.count === 0) : undefined,
    rateOf,
    perSecond: quiet ? undefined : known && perSecond(stalled === undefined ? slope(known) : 0),
    overallPerSecond: known && perSecond(overallSlope(known)),
    quiet,
    // A stale answer says nothing about the time since.
    stalledMs: stalled === undefined ? undefined : stalled + (isStale ? 0 : sinceSeenMs),
    gapsMs: shown && usual !== undefined ? { usual, longest: shown.longestGapMs } : undefined,
    lastBatch:
      shown && shown.rises > 0
        ? { size: shown.lastRise, agoMs: shown.quietMs + sinceSeenMs }
        : undefined,
  };
}

function perSecond(perMs: number | undefined): number | undefined {
  return perMs === undefined ? undefined : perMs * 1000;
}

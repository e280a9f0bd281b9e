import { byName } from "../../api/endpoints/counters.ts";
import type { StatusAnswer } from "../../api/tenant.ts";
import { progressOf, type TrackName, trackNames } from "./progress.ts";
import {
  beginOf,
  type CounterTrack,
  followCounter,
  overallSlope,
  remaining,
  slope,
  stillWaiting,
} from "./counter-track.ts";
import { believedRate } from "./believed-rate.ts";
import { followFinish, type ShownFinish } from "./finish.ts";
import { stalledMs } from "./stall.ts";

/** Times are monotonic, but `answeredAt` is the tenant's and `receivedAt` our wall clock's. */
export interface Forecast {
  readonly status: string | undefined;
  readonly tracks: Readonly<Record<TrackName, CounterTrack | undefined>>;
  readonly seen:
    | { readonly at: number; readonly answeredAt: number; readonly receivedAt: number }
    | undefined;
  readonly statusSince: number;
  readonly closedSince: number | undefined;
  /** How long nothing had moved at the last answer; undefined unless stalled. */
  readonly stalledMs: number | undefined;
  readonly finish: ShownFinish | undefined;
}

export interface ForecastOptions {
  /** `--stall-after`: a fixed time for every status; undefined for the aggregation's own rhythm. */
  readonly stallAfterMs: number | undefined;
  readonly intervalMs: number;
}

/** If our clock stood still for this long while the tenant's went on, the machine slept. */
const sleptMs = 30_000;
const fewestRises = 2;
const shortestViewMs = 20_000;
const closedStallMs = 300_000;

export function newForecast(): Forecast {
  return {
    status: undefined,
    tracks: { accounts: undefined, identities: undefined },
    seen: undefined,
    statusSince: 0,
    closedSince: undefined,
    stalledMs: undefined,
    finish: undefined,
  };
}

/** Starts over when the aggregation does (RETRIED, STARTED) and when the machine slept. */
export function observe(
  forecast: Forecast,
  answer: Omit<StatusAnswer, "start"> & { readonly receivedAt: number },
  now: number,
  { stallAfterMs, intervalMs }: ForecastOptions,
): Forecast {
  const { status, counters, answeredAt, receivedAt } = answer;
  const seen = { at: now, answeredAt, receivedAt };
  const isAwake = !hasSlept(forecast, seen);
  const before = isAwake ? forecast : newForecast();
  const isSame = before.status === status && isAwake && forecast.seen !== undefined;
  const statusSince = isSame ? before.statusSince : now;
  const common = { status, seen, statusSince };
  if (status !== "ACCOUNTS_COLLECTED") {
    return { ...newForecast(), ...common, stalledMs: ifLonger(now - statusSince, stallAfterMs) };
  }
  const followed = byName(trackNames, (name) => {
    const progress = progressOf[name](counters);
    return progress ? followCounter(before.tracks[name], progress, now) : before.tracks[name];
  });
  const isMoving = trackNames.some((name) => hasRisen(before.tracks[name], followed[name]));
  const tracks = isMoving
    ? byName(trackNames, (name) => followed[name] && stillWaiting(followed[name], now))
    : followed;
  const known = trackNames.flatMap((name) => tracks[name] ?? []);
  const open = known.filter((track) => remaining(track) > 0);
  const isClosed = known.length > 0 && open.length === 0;
  const closedSince = isClosed ? (before.closedSince ?? now) : undefined;
  const isByRhythm = stallAfterMs === undefined && closedSince === undefined;
  const quietMs =
    closedSince === undefined ? Math.min(...open.map((track) => track.quietMs)) : now - closedSince;
  const stalled = isByRhythm
    ? stalledMs(open, intervalMs)
    : ifLonger(quietMs, stallAfterMs ?? closedStallMs);
  const isContinued = before.seen && now - before.seen.at <= staleAfterMs(intervalMs);
  const shown = isContinued ? before.finish : undefined;
  const computedAt = stalled === undefined ? computedFinish(open, now) : undefined;
  const finish = computedAt === undefined ? undefined : followFinish(shown, computedAt, now);
  // Each counter comes out of a stall by itself, at its own next rise.
  const stall = stalled !== undefined && { isStalled: true };
  const marked = byName(trackNames, (name) => tracks[name] && { ...tracks[name], ...stall });
  return { ...common, tracks: marked, closedSince, stalledMs: stalled, finish };
}

function hasRisen(before: CounterTrack | undefined, after: CounterTrack | undefined): boolean {
  return (after?.rises ?? 0) > (before?.rises ?? 0);
}

/** From this age on the last answer is too old to build on. */
export function staleAfterMs(intervalMs: number): number {
  return Math.max(30_000, 3 * intervalMs);
}

/**
 * Whether the tenant's clock went on while ours stood still, and our wall clock has been corrected
 * since. One of these alone is not enough: gateways differ in their clocks, and a wall clock may be
 * set.
 */
function hasSlept({ seen }: Forecast, now: NonNullable<Forecast["seen"]>): boolean {
  if (!seen) return false;
  const passedMs = Math.min(now.answeredAt - seen.answeredAt, now.receivedAt - seen.receivedAt);
  return passedMs - (now.at - seen.at) > sleptMs;
}

function ifLonger(ms: number, limitMs = Number.POSITIVE_INFINITY): number | undefined {
  return Number.isFinite(ms) && ms > limitMs ? ms : undefined;
}

/** Whether enough was seen to know a rate: two rises, and 20 s since counting began. */
export function isKnown(track: CounterTrack | undefined): track is CounterTrack {
  const newest = track?.edges.at(-1);
  if (!track || !newest || track.rises < fewestRises) return false;
  return newest.at + track.quietMs - beginOf(track).at >= shortestViewMs;
}

/** When the last open counter reaches its total; undefined while the rate of one is unknown. */
function computedFinish(open: readonly CounterTrack[], now: number): number | undefined {
  if (open.length === 0 || !open.every(isKnown)) return undefined;
  return now + Math.max(...open.map((track) => leftMsOf(track) ?? Number.NaN));
}

/** What remains by its rate, less the silence of its rhythm: meanwhile it goes on unseen. */
export function leftMsOf(track: CounterTrack): number | undefined {
  const recent = slope(track);
  const overall = overallSlope(track);
  if (recent === undefined || overall === undefined) return undefined;
  const silentMs = Math.min(track.quietMs, 2 * (track.usualGapMs ?? 0));
  return Math.max(0, remaining(track) / believedRate(recent, overall) - silentMs);
}

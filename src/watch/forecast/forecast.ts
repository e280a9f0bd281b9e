import type { Counters } from "../../api/endpoints/counters.ts";
import { accountsOf, identitiesOf, type Progress } from "./progress.ts";
import {
  type CounterTrack,
  followCounter,
  overallSlope,
  remaining,
  slope,
} from "./counter-track.ts";
import { believedRate } from "./believed-rate.ts";
import { followFinish, type ShownFinish } from "./finish.ts";
import { stalledMs } from "./stall.ts";

/** What a forecast follows. */
export const trackNames = ["accounts", "identities"] as const;

export type TrackName = (typeof trackNames)[number];

/** What is remembered of one aggregation in order to tell its rate, finish and stalls. */
export interface Forecast {
  readonly status: string | undefined;
  readonly tracks: Readonly<Record<TrackName, CounterTrack | undefined>>;
  /** The last answer: monotonic milliseconds, the tenant's own time, and our wall clock's. */
  readonly seen:
    | { readonly at: number; readonly answeredAt: number; readonly receivedAt: number }
    | undefined;
  /** Since when the status has been what it is; monotonic milliseconds. */
  readonly statusSince: number;
  /** Since when all counters have been through, if they are. */
  readonly closedSince: number | undefined;
  /** For how long nothing has moved, at the last answer; undefined where it is not stalled. */
  readonly stalledMs: number | undefined;
  readonly finish: ShownFinish | undefined;
}

/** What the user may say about stalls, and how often the id is asked. */
export interface ForecastOptions {
  /** A fixed time in place of the aggregation's own rhythm, for every state. */
  readonly stallAfterMs: number | undefined;
  readonly intervalMs: number;
}

/** Our clock stood still meanwhile: the machine slept. */
const sleptMs = 30_000;
const fewestRises = 2;
const shortestViewMs = 20_000;
const closedStallMs = 300_000;

/** Nothing seen yet. */
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

/**
 * The forecast after one more successful answer. Failed polls are no answers: they tell nothing.
 * It starts over when the platform starts over (RETRIED, STARTED) and when the machine slept.
 *
 * @param answer `answeredAt` is the tenant's time and `receivedAt` that of our wall clock,
 *   milliseconds since the Unix epoch
 * @param now monotonic milliseconds
 */
export function observe(
  forecast: Forecast,
  answer: {
    readonly status: string | undefined;
    readonly counters: Counters;
    readonly answeredAt: number;
    readonly receivedAt: number;
  },
  now: number,
  options: ForecastOptions,
): Forecast {
  const { status, counters, answeredAt, receivedAt } = answer;
  const isAwake = !hasSlept(forecast, answeredAt, receivedAt, now);
  const before = isAwake ? forecast : newForecast();
  const isSame = before.status === status && isAwake && forecast.seen !== undefined;
  const statusSince = isSame ? before.statusSince : now;
  const common = { status, seen: { at: now, answeredAt, receivedAt }, statusSince };
  if (status !== "ACCOUNTS_COLLECTED") {
    const stall = fixedStallMs(now - statusSince, options);
    return { ...newForecast(), ...common, stalledMs: stall };
  }
  const follow = (name: TrackName, progress: Progress | undefined) =>
    progress ? followCounter(before.tracks[name], progress, now) : before.tracks[name];
  const tracks = {
    accounts: follow("accounts", accountsOf(counters)),
    identities: follow("identities", identitiesOf(counters)),
  };
  const known = trackNames.flatMap((name) => tracks[name] ?? []);
  const open = known.filter((track) => remaining(track) > 0);
  const isClosed = known.length > 0 && open.length === 0;
  const closedSince = isClosed ? (before.closedSince ?? now) : undefined;
  const stalled = stallOf(open, closedSince, now, options);
  const computedAt = stalled === undefined ? computedFinish(open, now) : undefined;
  const isContinued = before.seen && now - before.seen.at <= staleAfterMs(options.intervalMs);
  const shown = isContinued ? before.finish : undefined;
  const finish = computedAt === undefined ? undefined : followFinish(shown, computedAt, now);
  const marked =
    stalled === undefined
      ? tracks
      : { accounts: asStalled(tracks.accounts), identities: asStalled(tracks.identities) };
  return { ...common, tracks: marked, closedSince, stalledMs: stalled, finish };
}

/** Each counter comes out of a stall by itself, at its own next rise. */
function asStalled(track: CounterTrack | undefined): CounterTrack | undefined {
  return track && { ...track, isStalled: true };
}

/** From this age on the last answer is too old to build on. */
export function staleAfterMs(intervalMs: number): number {
  return Math.max(30_000, 3 * intervalMs);
}

/**
 * The tenant's clock went on while ours stood still, and our wall clock has been put right since. One
 * of these alone is no sleep: gateways differ in their clocks, and a wall clock may be set.
 */
function hasSlept(
  { seen }: Forecast,
  answeredAt: number,
  receivedAt: number,
  now: number,
): boolean {
  if (!seen) return false;
  const missedMs = Math.min(answeredAt - seen.answeredAt, receivedAt - seen.receivedAt);
  return missedMs - (now - seen.at) > sleptMs;
}

function stallOf(
  open: readonly CounterTrack[],
  closedSince: number | undefined,
  now: number,
  options: ForecastOptions,
): number | undefined {
  const closedMs = closedSince === undefined ? undefined : now - closedSince;
  if (options.stallAfterMs !== undefined) {
    const quietMs = closedMs ?? Math.min(...open.map((track) => track.quietMs));
    return Number.isFinite(quietMs) ? fixedStallMs(quietMs, options) : undefined;
  }
  if (closedMs !== undefined) return closedMs > closedStallMs ? closedMs : undefined;
  return stalledMs(open, options.intervalMs);
}

function fixedStallMs(quietMs: number, { stallAfterMs }: ForecastOptions): number | undefined {
  return stallAfterMs !== undefined && quietMs > stallAfterMs ? quietMs : undefined;
}

/** Enough was seen to tell a rate: two rises, and 20 s since counting began. */
export function isKnown(track: CounterTrack | undefined): track is CounterTrack {
  const newest = track?.edges.at(-1);
  if (!track || !newest || track.rises < fewestRises) return false;
  return newest.at + track.quietMs - track.baseline.at >= shortestViewMs;
}

/** When the last open counter will be through, by its rate; undefined while one has none. */
function computedFinish(open: readonly CounterTrack[], now: number): number | undefined {
  if (open.length === 0 || !open.every(isKnown)) return undefined;
  return now + Math.max(...open.map((track) => leftMsOf(track) ?? Number.NaN));
}

/**
 * The time left of a counter: what remains by its rate, less the silence since its last rise, as
 * far as that is part of its rhythm: meanwhile it goes on, though it does not show.
 */
export function leftMsOf(track: CounterTrack): number | undefined {
  const recent = slope(track);
  const overall = overallSlope(track);
  if (recent === undefined || overall === undefined) return undefined;
  const silentMs = Math.min(track.quietMs, 2 * (track.usualGapMs ?? 0));
  return Math.max(0, remaining(track) / believedRate(recent, overall) - silentMs);
}

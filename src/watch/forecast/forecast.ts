import { byName } from "../../api/endpoints/counters.ts";
import type { StatusAnswer } from "../../api/tenant.ts";
import { type TrackName, trackNames } from "./progress.ts";
import { type Course, courseAtEnd } from "./course.ts";
import { beginOf, type CounterTrack, overallSlope, remaining } from "./counter-track.ts";
import { followTracks } from "./follow-tracks.ts";
import { type Estimate, processingEstimate, readingEstimate, tailEstimate } from "./estimate.ts";
import { leftOfLaw } from "./log-law.ts";
import { followFinish, type ShownFinish } from "./finish.ts";
import { longestTailMs, stalledMs } from "./stall.ts";
import { evenWork, type Usual, type UsualWork } from "./usual.ts";

/** Times are monotonic, but `answeredAt` is the tenant's and `receivedAt` our wall clock's. */
export interface Forecast {
  readonly status: string | undefined;
  readonly tracks: Readonly<Record<TrackName, CounterTrack | undefined>>;
  readonly seen:
    | { readonly at: number; readonly answeredAt: number; readonly receivedAt: number }
    | undefined;
  readonly statusSince: number;
  /** When the aggregation started, by the tenant's own times; undefined if it does not say. */
  readonly startedAt: number | undefined;
  /** Whether it was past the reading of the source when it was first seen. */
  readonly isJoinedLate: boolean;
  readonly closedSince: number | undefined;
  /** How many accounts were done when the identities were seen to begin. */
  readonly doneAtBegin: number | undefined;
  /** Once COMPLETED, as far as it was seen. */
  readonly course: Course | undefined;
  /** How long nothing had moved at the last answer; undefined unless stalled. */
  readonly stalledMs: number | undefined;
  readonly finish: ShownFinish | undefined;
}

export interface ForecastOptions {
  /** `--stall-after`: a fixed time for every status; undefined for the aggregation's own rhythm. */
  readonly stallAfterMs: number | undefined;
  readonly intervalMs: number;
}

interface Surroundings extends ForecastOptions {
  /** How runs of the source usually go, where earlier ones tell. */
  readonly usual?: Usual | undefined;
}

/** If our clock stood still for this long while the tenant's went on, the machine slept. */
const sleptMs = 30_000;
const fewestRises = 2;
const shortestViewMs = 20_000;

export function newForecast(): Forecast {
  return {
    status: undefined,
    tracks: { accounts: undefined, identities: undefined },
    seen: undefined,
    statusSince: 0,
    startedAt: undefined,
    isJoinedLate: false,
    closedSince: undefined,
    doneAtBegin: undefined,
    course: undefined,
    stalledMs: undefined,
    finish: undefined,
  };
}

/** Starts over when the aggregation does (RETRIED, STARTED) and when the machine slept. */
export function observe(
  forecast: Forecast,
  answer: Omit<StatusAnswer, "start"> & Partial<StatusAnswer> & { readonly receivedAt: number },
  now: number,
  options: Surroundings,
): Forecast {
  const { stallAfterMs, intervalMs, usual } = options;
  const { status, start, counters, answeredAt, receivedAt } = answer;
  const seen = { at: now, answeredAt, receivedAt };
  const isAwake = !hasSlept(forecast, seen);
  const before = isAwake ? forecast : newForecast();
  const isSame = before.status === status && isAwake && forecast.seen !== undefined;
  const statusSince = isSame ? before.statusSince : now;
  const startedAt = start === undefined ? before.startedAt : now - (answeredAt - start);
  const isFirst = before.seen === undefined;
  const isJoinedLate = isFirst ? status === "ACCOUNTS_COLLECTED" : before.isJoinedLate;
  const isUnseen = !isAwake || isTooOld(forecast, now, intervalMs);
  const common = { status, seen, statusSince, startedAt, isJoinedLate };
  if (status !== "ACCOUNTS_COLLECTED") {
    // A task reports no progress, so there is none to miss.
    const stalled = status === "RUNNING" ? undefined : ifLonger(now - statusSince, stallAfterMs);
    const isOver = status === "COMPLETED" && before.status === "ACCOUNTS_COLLECTED";
    const course = isOver ? courseAtEnd(before, { counters, now, isUnseen }) : undefined;
    const next = { ...newForecast(), ...common, stalledMs: stalled, course };
    return { ...next, finish: finishOf(before, next, options, now) };
  }
  const { tracks, doneAtBegin } = followTracks(before, { counters, now, isUnseen });
  const known = trackNames.flatMap((name) => tracks[name] ?? []);
  const open = known.filter((track) => remaining(track) > 0);
  const isClosed = known.length > 0 && open.length === 0;
  const closedSince = isClosed ? (before.closedSince ?? now) : undefined;
  const isByRhythm = stallAfterMs === undefined && closedSince === undefined;
  const quietMs =
    closedSince === undefined ? Math.min(...open.map((track) => track.quietMs)) : now - closedSince;
  const stalled = isByRhythm
    ? stalledMs(open, intervalMs, usual)
    : ifLonger(quietMs, stallAfterMs ?? longestTailMs(usual));
  // Each counter leaves a stall on its own, at its next rise.
  const stall = stalled !== undefined && { isStalled: true };
  const marked = byName(trackNames, (name) => tracks[name] && { ...tracks[name], ...stall });
  const next = {
    ...common,
    tracks: marked,
    closedSince,
    doneAtBegin,
    course: undefined,
    stalledMs: stalled,
  };
  return { ...next, finish: finishOf(before, next, options, now) };
}

/** Undefined during a stall; builds on the finish shown before unless that is too old. */
function finishOf(
  before: Forecast,
  next: Omit<Forecast, "finish">,
  { usual, intervalMs }: Surroundings,
  now: number,
): ShownFinish | undefined {
  const estimate = next.stalledMs === undefined ? estimateOf(next, usual, now) : undefined;
  if (!estimate) return undefined;
  const isContinued = before.seen && !isTooOld(before, now, intervalMs);
  return followFinish(isContinued ? before.finish : undefined, estimate, now);
}

function isTooOld({ seen }: Forecast, now: number, intervalMs: number): boolean {
  return seen !== undefined && now - seen.at > staleAfterMs(intervalMs);
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

/** The time left by the answers and earlier runs; undefined where they don't suffice. */
function estimateOf(
  forecast: Omit<Forecast, "finish">,
  usual: Usual | undefined,
  now: number,
): Estimate | undefined {
  const { status, startedAt, closedSince, tracks, statusSince } = forecast;
  // A task says nothing but that it is running.
  if (status === "STARTED" || status === "RUNNING") {
    return usual && readingEstimate(usual, now - (startedAt ?? statusSince));
  }
  if (status !== "ACCOUNTS_COLLECTED") return undefined;
  const workOf = (name: TrackName, track: CounterTrack) =>
    usual?.[name] ?? workSinceStart(track, forecast) ?? workBeside(name, forecast, usual);
  const open = trackNames.filter((name) => tracks[name] && remaining(tracks[name]) > 0);
  const isTold = open.every((name) => {
    const track = tracks[name];
    return isKnown(track) || (track && workOf(name, track));
  });
  const left = isTold ? processingEstimate(tracks, usual, workOf) : undefined;
  if (left || !usual) return left;
  if (open.length === 0) return tailEstimate(usual, now - (closedSince ?? statusSince));
  // How the usual time divides among the counters is not known, nor always among the phases.
  const { processing, took } = usual;
  if (processing) return { ...leftOfLaw(processing, now - statusSince), last: undefined };
  if (!took || startedAt === undefined) return undefined;
  return { ...leftOfLaw(took, now - startedAt), last: undefined };
}

/** Of the time since the start, so much was spent on reading. */
const readingPart = 0.25;
const lateSpread = 1;

/** Infers the pace of a counter that was past 0 when first seen from the time since the start. */
function workSinceStart(
  { baseline }: CounterTrack,
  { startedAt, isJoinedLate }: Pick<Forecast, "startedAt" | "isJoinedLate">,
): UsualWork | undefined {
  if (!isJoinedLate || startedAt === undefined || baseline.count === 0) return undefined;
  const perCountMs = ((1 - readingPart) * (baseline.at - startedAt)) / baseline.count;
  return perCountMs > 0 ? evenWork(perCountMs, lateSpread) : undefined;
}

/** How much a count of the identities may take longer than one of the accounts, as a logarithm. */
const besideSpread = 0.7;

/** Until identities tell their own rate: without earlier runs one takes as long as an account. */
function workBeside(
  name: TrackName,
  { tracks }: Pick<Forecast, "tracks">,
  usual: Usual | undefined,
): UsualWork | undefined {
  const { accounts, identities } = tracks;
  if (usual || name === "accounts" || isKnown(identities) || !isKnown(accounts)) return undefined;
  const perMs = overallSlope(accounts);
  return perMs === undefined ? undefined : evenWork(1 / perMs, besideSpread);
}

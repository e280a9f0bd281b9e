import {
  type ApiError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  SignInRefusedError,
  TransientError,
  UnauthorizedError,
} from "../api/errors.ts";
import type { StatusAnswer } from "../api/tenant.ts";
import { fullJitterMs } from "./backoff.ts";
import { changesBetween } from "./changes.ts";
import { nextCounters, saidCounters } from "./counters.ts";
import type { Ending } from "./ending.ts";
import type { Fact, WaitFact } from "./fact.ts";
import { type ForecastOptions, observe } from "./forecast/forecast.ts";
import { logged } from "./log.ts";
import type { Moment } from "./moment.ts";
import { askAgainAfter404Ms, believed404s, nextPollAt } from "./schedule.ts";
import type { Fault, Phase, Watch } from "./watch.ts";

/** What can happen to a watched id. */
export type Happening =
  /** A status request left. */
  | { readonly type: "asked" }
  | {
      readonly type: "answered";
      readonly answer: StatusAnswer;
      readonly intervalMs: number;
      /** What `--stall-after` says; undefined where the aggregation's own rhythm tells. */
      readonly stallAfterMs: number | undefined;
    }
  /** A request failed; `jitter` is 0 to 1, random. */
  | { readonly type: "failed"; readonly error: ApiError; readonly jitter: number }
  /** A 429, to this id or another, made everything wait. */
  | { readonly type: "waited"; readonly fact: WaitFact };

/** The watch after something happened, and what there is to tell of it. */
export interface Decision {
  readonly watch: Watch;
  readonly facts: readonly Fact[];
}

/** Past the API's hour of keeping a status a 404 is what one expects. */
const keptMs = 60 * 60 * 1000;

/**
 * The state machine of one watched id. Pure: the same arguments, the same decision.
 *
 * @param watch the state before; one that has ended stays as it is
 * @param now when it happened
 */
export function decide(watch: Watch, happening: Happening, now: Moment): Decision {
  if (watch.ending) return { watch, facts: [] };
  switch (happening.type) {
    case "asked":
      return { watch: { ...watch, askedAt: now.elapsed }, facts: [] };
    case "answered":
      return answered(watch, happening.answer, happening, now);
    case "failed":
      return failed({ ...watch, askedAt: undefined }, happening.error, happening.jitter, now);
    case "waited":
      return { watch: { ...watch, log: logged(watch.log, happening.fact, now.wall) }, facts: [] };
  }
}

function answered(
  watch: Watch,
  answer: StatusAnswer,
  options: ForecastOptions,
  now: Moment,
): Decision {
  const { status, start, counters, answeredAt } = answer;
  const seen = nextCounters(watch.counters, status, counters);
  const said = { status, answeredAt, counters: saidCounters(counters, seen) };
  const next: Watch = {
    ...watch,
    status,
    start: start ?? watch.start,
    counters: seen,
    countersAt: seen === watch.counters ? watch.countersAt : now.wall,
    phases: nextPhases(watch, answer),
    forecast: observe(watch.forecast, said, now.elapsed, options),
    lastAnswer: { ...now, answeredAt },
    askedAt: undefined,
    nextAskAt: nextPollAt(watch.askedAt ?? now.elapsed, now.elapsed, options.intervalMs),
    fault: undefined,
    missing: undefined,
  };
  const recovered = recoveredFrom(watch.fault, now);
  const isEnd = status === "COMPLETED" || status === "CANCELLED" || status === "TERMINATED";
  if (!isEnd) return told(next, [...recovered, ...changesBetween(watch, next)], now);
  const isSeenRunning = watch.lastAnswer !== undefined;
  const isTimed = isSeenRunning && next.start !== undefined;
  const tookMs = isTimed ? Math.max(0, answeredAt - (next.start ?? 0)) : undefined;
  const ending = { kind: status, at: now.wall, isSeenRunning, tookMs } as const;
  return ended(next, ending, now, recovered);
}

/** A run that is retried for ever must not fill the memory. */
const mostPhases = 20;

function nextPhases(
  { phases, status: before, start: knownStart }: Watch,
  { status, start = knownStart, answeredAt }: StatusAnswer,
): readonly Phase[] {
  if (status === undefined || status === before) return phases;
  const first = status === "STARTED" ? start : undefined;
  const since = before === undefined ? first : answeredAt;
  return [...phases, { status, since }].slice(-mostPhases);
}

function recoveredFrom(fault: Fault | undefined, now: Moment): readonly Fact[] {
  if (!fault) return [];
  return [{ type: "recovered", tries: fault.tries, afterMs: now.elapsed - fault.since.elapsed }];
}

function failed(watch: Watch, error: ApiError, jitter: number, now: Moment): Decision {
  if (error instanceof TransientError) return faulted(watch, error, jitter, now);
  if (error instanceof NotFoundError) return missed(watch, now);
  if (error instanceof RefusedError) {
    const { status: httpStatus, message: text, requestId } = error;
    return ended(watch, { kind: "REFUSED", at: now.wall, httpStatus, text, requestId }, now);
  }
  if (error instanceof SignInRefusedError) {
    return ended(watch, { kind: "SIGN_IN_REFUSED", at: now.wall, text: error.message }, now);
  }
  if (error instanceof RateLimitedError || error instanceof UnauthorizedError) {
    // No failure of the id: it is due at once and the budget, or a new token, lets it go.
    return { watch: { ...watch, nextAskAt: now.elapsed }, facts: [] };
  }
  throw new TypeError(`no rule for ${error.name}`);
}

function faulted(watch: Watch, error: TransientError, jitter: number, now: Moment): Decision {
  const { message: reason, requestId, retryAfterMs = 0 } = error;
  const tries = (watch.fault?.tries ?? 0) + 1;
  const waitMs = Math.max(fullJitterMs(tries, jitter), retryAfterMs);
  const fault = { reason, tries, since: watch.fault?.since ?? now, requestId };
  // Three 404s in a row are believed; these are none, whatever comes next.
  const next = { ...watch, fault, missing: undefined, nextAskAt: now.elapsed + waitMs };
  return told(next, [{ type: "fault", reason, tries, waitMs, requestId }], now);
}

function missed(watch: Watch, now: Moment): Decision {
  const times = (watch.missing?.times ?? 0) + 1;
  const missing = { times, since: watch.missing?.since ?? now };
  const next: Watch = { ...watch, missing, fault: undefined };
  const recovered = recoveredFrom(watch.fault, now);
  if (times < believed404s) {
    const waitMs = askAgainAfter404Ms;
    const asking = { ...next, nextAskAt: now.elapsed + waitMs };
    return told(asking, [...recovered, { type: "missing", times, waitMs }], now);
  }
  const { lastAnswer } = watch;
  if (!lastAnswer) return ended(next, { kind: "NOT_FOUND", at: now.wall }, now);
  const isHourLater = now.elapsed - lastAnswer.elapsed >= keptMs;
  const lastAnswerAt = lastAnswer.wall;
  return ended(next, { kind: "EXPIRED", at: now.wall, lastAnswerAt, isHourLater }, now);
}

function ended(watch: Watch, ending: Ending, now: Moment, before: readonly Fact[] = []): Decision {
  const next: Watch = { ...watch, ending, askedAt: undefined, fault: undefined };
  return told(next, [...before, { type: "ended", ending }], now);
}

function told(watch: Watch, facts: readonly Fact[], now: Moment): Decision {
  const log = facts.reduce((entries, fact) => logged(entries, fact, now.wall), watch.log);
  return { watch: { ...watch, log }, facts };
}

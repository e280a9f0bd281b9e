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
import { nextCounters } from "./counters.ts";
import type { Ending } from "./ending.ts";
import type { Fact, WaitFact } from "./fact.ts";
import { logged } from "./log.ts";
import type { Moment } from "./moment.ts";
import { askAgainAfter404Ms, believed404s, nextPollAt } from "./schedule.ts";
import type { Watch } from "./watch.ts";

/** What can happen to a watched id. */
export type Happening =
  /** A status request left. */
  | { readonly type: "asked" }
  | { readonly type: "answered"; readonly answer: StatusAnswer; readonly intervalMs: number }
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
      return answered(watch, happening.answer, happening.intervalMs, now);
    case "failed":
      return failed({ ...watch, askedAt: undefined }, happening.error, happening.jitter, now);
    case "waited":
      return { watch: { ...watch, log: logged(watch.log, happening.fact, now.wall) }, facts: [] };
  }
}

function answered(
  watch: Watch,
  { status, start, counters, answeredAt }: StatusAnswer,
  intervalMs: number,
  now: Moment,
): Decision {
  const seen = nextCounters(watch.counters, status, counters);
  const next: Watch = {
    ...watch,
    status,
    start: start ?? watch.start,
    counters: seen,
    countersAt: seen === watch.counters ? watch.countersAt : now.wall,
    lastAnswer: { ...now, answeredAt },
    askedAt: undefined,
    nextAskAt: nextPollAt(watch.askedAt ?? now.elapsed, now.elapsed, intervalMs),
    fault: undefined,
    missing: undefined,
  };
  const { fault } = watch;
  const recovered: readonly Fact[] = fault
    ? [{ type: "recovered", tries: fault.tries, afterMs: now.elapsed - fault.since.elapsed }]
    : [];
  const isEnd = status === "COMPLETED" || status === "CANCELLED" || status === "TERMINATED";
  if (!isEnd) return told(next, [...recovered, ...changesBetween(watch, next)], now);
  const wasRunning = watch.status !== undefined && next.start !== undefined;
  const tookMs = wasRunning ? Math.max(0, answeredAt - (next.start ?? 0)) : undefined;
  return ended(next, { kind: status, at: now.wall, tookMs }, now, recovered);
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
  const next = { ...watch, fault, nextAskAt: now.elapsed + waitMs };
  return told(next, [{ type: "fault", reason, tries, waitMs, requestId }], now);
}

function missed(watch: Watch, now: Moment): Decision {
  const times = (watch.missing?.times ?? 0) + 1;
  const missing = { times, since: watch.missing?.since ?? now };
  const next: Watch = { ...watch, missing, fault: undefined };
  if (times < believed404s) {
    const waitMs = askAgainAfter404Ms;
    const asking = { ...next, nextAskAt: now.elapsed + waitMs };
    return told(asking, [{ type: "missing", times, waitMs }], now);
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

import { doublingMs } from "./backoff.ts";

/**
 * For one client id and API version at one host, which the API grants 100 requests in 10 s, for all
 * programs together. Pure: all times are `elapsed` milliseconds.
 */
export interface Budget {
  /** Of the grant, for all watchers together; above 0 and at most 1. */
  readonly share: number;
  /** With equal parts of the share; this one included. */
  readonly watchers: number;
  /** In the last window, oldest first. */
  readonly sent: readonly Sent[];
  /** Until when a 429 holds everything back. */
  readonly closedUntil: number;
  /** Closings since a request that left after one got an answer other than 429. */
  readonly closingsInARow: number;
  /** The part of the rate that 429s have left, 0.1 to 1, until `closedUntil`; then it recovers. */
  readonly factorAtClosing: number;
}

/** `poll`: regular status requests. `other`: all else, which goes first, with a fifth at most. */
export type Lane = "poll" | "other";

interface Sent {
  readonly at: number;
  readonly lane: Lane;
}

const windowMs = 10_000;
const grantedPerWindow = 100;
/** For regular polls; the rest is for the lane `other`. */
const pollPart = 0.8;
const slowestFactor = 0.1;
const closingFactor = 0.7;
const givenBack = 0.1;
const giveBackEveryMs = 60_000;

/** Half of what the API grants: other programs use the same client as well. */
const ourShare = 0.5;

export function openBudget(): Budget {
  return {
    share: ourShare,
    watchers: 1,
    sent: [],
    closedUntil: 0,
    closingsInARow: 0,
    factorAtClosing: 1,
  };
}

/** Requests per window: 50, fewer beside other watchers and for some minutes after a 429. */
export function allowance(budget: Budget, now: number): number {
  return Math.max(1, wholeOf(perWindow(budget, now)));
}

/** Requests a second that regular polls plan with: 4 by default. */
export function pollsPerSecond(budget: Budget, now: number): number {
  return pollPart * requestsPerSecond(budget, now);
}

export function sentInWindow(budget: Budget, now: number): number {
  return recentlySent(budget, now).length;
}

/** The first moment, `now` or later, at which a request of `lane` may leave. */
export function nextSendAt(budget: Budget, lane: Lane, now: number): number {
  const { sent, closedUntil } = budget;
  const allowed = allowance(budget, now);
  const gapMs = 1000 / requestsPerSecond(budget, now);
  const last = sent.at(-1);
  const others = sent.filter((sending) => sending.lane === "other");
  const othersAllowed = Math.max(1, wholeOf(allowed * (1 - pollPart)));
  return Math.max(
    now,
    closedUntil,
    last ? last.at + gapMs : now,
    afterWindowOf(sent.at(-allowed)),
    lane === "other" ? afterWindowOf(others.at(-othersAllowed)) : now,
  );
}

export function afterSending(budget: Budget, lane: Lane, now: number): Budget {
  return { ...budget, sent: [...recentlySent(budget, now), { at: now, lane }] };
}

export function afterAnswer(budget: Budget, leftAt: number): Budget {
  if (budget.closingsInARow === 0 || leftAt < budget.closedUntil) return budget;
  return { ...budget, closingsInARow: 0 };
}

/**
 * Closes the budget for the wait asked for or our own backoff, whichever is longer, and up to a
 * second more (`jitter`: 0 to 1), so that two watchers part. Answers to requests under way when it
 * closed belong to the same closing: they may lengthen it, and only the first slows the rate.
 */
export function afterLimit(
  budget: Budget,
  limit: { readonly retryAfterMs: number; readonly leftAt: number; readonly jitter: number },
  now: number,
): Budget {
  const { retryAfterMs, leftAt, jitter } = limit;
  if (budget.closingsInARow > 0 && leftAt < budget.closedUntil) {
    return afterLimitElsewhere(budget, now + retryAfterMs, now);
  }
  const waitMs = Math.max(retryAfterMs, doublingMs(budget.closingsInARow)) + jitter * 1000;
  return {
    ...budget,
    closedUntil: now + waitMs,
    closingsInARow: budget.closingsInARow + 1,
    factorAtClosing: Math.max(slowestFactor, factor(budget, now) * closingFactor),
  };
}

export function afterDivision(budget: Budget, watchers: number): Budget {
  return budget.watchers === watchers ? budget : { ...budget, watchers };
}

/** What has recovered counts from the end of the wait, so it is kept where that moves. */
export function afterLimitElsewhere(budget: Budget, until: number, now: number): Budget {
  if (until <= budget.closedUntil) return budget;
  return { ...budget, closedUntil: until, factorAtClosing: factor(budget, now) };
}

/** In milliseconds; 0 where no 429 holds anything back. */
export function waitLeftMs({ closedUntil }: Budget, now: number): number {
  return Math.max(0, closedUntil - now);
}

/** The user has ended the wait that a 429 asked for; the rate stays slowed. */
export function afterWaitEnded(budget: Budget, now: number): Budget {
  return budget.closedUntil <= now ? budget : { ...budget, closedUntil: now };
}

function requestsPerSecond(budget: Budget, now: number): number {
  return (perWindow(budget, now) * 1000) / windowMs;
}

function perWindow(budget: Budget, now: number): number {
  return (budget.share * grantedPerWindow * factor(budget, now)) / budget.watchers;
}

function factor({ factorAtClosing, closedUntil }: Budget, now: number): number {
  const minutes = Math.floor(Math.max(0, now - closedUntil) / giveBackEveryMs);
  return Math.min(1, factorAtClosing + minutes * givenBack);
}

/** Tenths added up come out slightly below their sum. */
function wholeOf(amount: number): number {
  return Math.floor(amount + 1e-9);
}

/** Both ends of the window count: a request exactly one window ago is still in it. */
function recentlySent({ sent }: Budget, now: number): readonly Sent[] {
  return sent.filter(({ at }) => now - at <= windowMs);
}

function afterWindowOf(sending: Sent | undefined): number {
  return sending ? sending.at + windowMs + 1 : 0;
}

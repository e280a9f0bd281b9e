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
  /** Those whose turns are in the last window or to come, oldest first. */
  readonly sent: readonly Sent[];
  /** Until when a 429 holds everything back. */
  readonly closedUntil: number;
  /** Closings since a request that left after one got an answer other than 429. */
  readonly closingsInARow: number;
  /** The part of the rate that 429s have left, 0.1 to 1, until `closedUntil`; then it recovers. */
  readonly factorAtClosing: number;
}

/** `poll`: status requests by the schedule. `other`: all else, to which a fifth is due. */
export type Lane = "poll" | "other";

interface Sent {
  readonly at: number;
  readonly lane: Lane;
  /** The turn that it borrowed of those to come; left out if it had its own. */
  readonly turnAt?: number;
}

const windowMs = 10_000;
const grantedPerWindow = 100;
/** The least for regular polls, and what the lane `other` leaves of the rest. */
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

/**
 * Requests a second that regular polls plan with: all that the lane `other` has not used in the
 * last window, so 4 to 5 by default.
 */
export function pollsPerSecond(budget: Budget, now: number): number {
  const all = perWindow(budget, now);
  const others = recentlySent(budget, now).filter(({ lane }) => lane === "other").length;
  return (Math.max(pollPart * all, all - others) * 1000) / windowMs;
}

export function sentInWindow(budget: Budget, now: number): number {
  return recentlySent(budget, now).length;
}

/**
 * The first moment, `now` or later, at which a request may leave, even in a burst, which borrows as
 * many of the turns to come as went unused. Turns lie a gap apart, none before its request leaves.
 * At most the allowance are in the last window or to come, so no window holds more requests.
 */
export function nextSendAt(budget: Budget, now: number): number {
  const { sent, closedUntil } = budget;
  const before = sent.at(-allowance(budget, now));
  return Math.max(now, closedUntil, before ? afterWindowOf(turnOf(before)) : now);
}

/**
 * The same for a request that is spaced: a gap of 200 ms by default after the turn before. `lateMs`
 * is what a timer made that late, so that it delays one request and not all after it.
 */
export function nextSpacedAt(budget: Budget, now: number, lateMs = 0): number {
  const last = budget.sent.at(-1);
  const turnAt = last ? turnOf(last) + gapMs(budget, now) - lateMs : now;
  return Math.max(nextSendAt(budget, now), turnAt);
}

/**
 * When the fifth of the lane `other` lets another go while polls wait, though the last `kept`
 * of it are for others.
 */
export function nextInFifthAt(budget: Budget, kept: number, now: number): number {
  const fifth = wholeOf(allowance(budget, now) * (1 - pollPart));
  const others = budget.sent.filter(({ lane }) => lane === "other");
  const before = others.at(-Math.max(1, fifth - kept));
  return Math.max(now, before ? afterWindowOf(before.at) : now);
}

export function afterSending(budget: Budget, lane: Lane, now: number): Budget {
  const sent = budget.sent.filter((sending) => isInWindow(turnOf(sending), now));
  const last = sent.at(-1);
  const turnAt = last ? turnOf(last) + gapMs(budget, now) : now;
  // What makes up for a late timer borrows nothing.
  const isBorrowed = turnAt - now > gapMs(budget, now) / 2;
  return { ...budget, sent: [...sent, { at: now, lane, ...(isBorrowed && { turnAt }) }] };
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

/** With equal parts, or with a part of `perWindow` requests for this watcher. */
export function afterDivision(budget: Budget, watchers: number, perWindow?: number): Budget {
  const share =
    perWindow === undefined
      ? ourShare
      : Math.min(ourShare, (perWindow * watchers) / grantedPerWindow);
  const isSame = budget.watchers === watchers && budget.share === share;
  return isSame ? budget : { ...budget, watchers, share };
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

function gapMs(budget: Budget, now: number): number {
  return 1000 / requestsPerSecond(budget, now);
}

function recentlySent({ sent }: Budget, now: number): readonly Sent[] {
  return sent.filter(({ at }) => isInWindow(at, now));
}

/** Both ends of the window count: what was exactly one window ago is still in it. */
function isInWindow(at: number, now: number): boolean {
  return now - at <= windowMs;
}

function afterWindowOf(at: number): number {
  return at + windowMs + 1;
}

function turnOf({ at, turnAt = at }: Sent): number {
  return turnAt;
}

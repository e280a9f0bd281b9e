import type { QueuedRequest } from "../../client/next-request.ts";
import type { Watch } from "../model/watch.ts";
import { isAllProcessed } from "../forecast/progress.ts";

/** Three 404s so far apart are over within 20 s, and outlast a gateway's hiccup. */
export const askAgainAfter404Ms = 7000;
/** So many 404s in a row are believed. */
export const believed404s = 3;

/** A slow answer is not followed by the next request at once. */
const shortestPauseMs = 1000;

/**
 * The time between two polls of an id: what the user asked for, longer where the budget does not
 * reach for so many ids. With the default budget: 20 ids 5 s, 40 ids 10 s, 100 ids 25 s.
 *
 * @param requestedMs what `--interval` says
 * @param liveIds ids that have not ended
 * @param pollsPerSecond the rate the budget has for polls
 */
export function intervalMs(requestedMs: number, liveIds: number, pollsPerSecond: number): number {
  return Math.max(requestedMs, (liveIds / pollsPerSecond) * 1000);
}

/**
 * When an id is due again: in step with when it was asked, whatever the answer took.
 *
 * @returns `elapsed` milliseconds
 */
export function nextPollAt(askedAt: number, answeredAt: number, interval: number): number {
  return Math.max(askedAt + interval, answeredAt + Math.min(interval, shortestPauseMs));
}

/** How often the id that the user looks at is asked, and one that is about to end. */
const soonestMs = 2000;
/** So little left is about to end. */
const nearEndMs = 30_000;

/** When an id may be asked again at the soonest, if it is worth it: every two seconds. */
export function soonestPollAt(askedAt: number, answeredAt: number, interval: number): number {
  return nextPollAt(askedAt, answeredAt, Math.min(interval, soonestMs));
}

/** What decides when an id is asked, beside what is known of it. */
export interface PollConditions {
  /** Whether the user looks at it. */
  readonly isFocused: boolean;
  /** Whether all polling is paused. */
  readonly isPaused: boolean;
}

/**
 * When something is asked next for an id: its status or its task.
 *
 * @returns `elapsed` milliseconds; infinite while polling is paused
 */
export function nextAskAt(watch: Watch, conditions: PollConditions): number {
  return Math.min(taskAskAt(watch, conditions), statusAskAt(watch, conditions));
}

/**
 * When the task of an id is to be asked. A pause holds back only what can wait.
 *
 * @returns `elapsed` milliseconds; infinite for not at all
 */
export function taskAskAt({ verdictCheck: check }: Watch, { isPaused }: PollConditions): number {
  const isHeld = !check || (isPaused && !check.otherwise);
  return isHeld ? Number.POSITIVE_INFINITY : check.askAt;
}

/**
 * When the status of an id is to be asked next: by the regular schedule, sooner where the user looks at it or it
 * is about to end, at once where the user asked for it.
 *
 * @returns `elapsed` milliseconds; infinite while polling is paused, and once it has told of an end
 */
export function statusAskAt(watch: Watch, { isFocused, isPaused }: PollConditions): number {
  if (watch.verdictCheck?.otherwise) return Number.POSITIVE_INFINITY;
  if (watch.refreshAskedAt !== undefined) return watch.refreshAskedAt;
  if (isPaused) return Number.POSITIVE_INFINITY;
  return isFocused || isNearEnd(watch) ? watch.soonestAskAt : watch.regularAskAt;
}

/**
 * What an id's request wants of the budget: the part of regular polls, or the rest, which pays for
 * what is more than regular.
 *
 * @param now `elapsed` milliseconds
 */
export function requestOf(watch: Watch, conditions: PollConditions, now: number): QueuedRequest {
  const dueAt = statusAskAt(watch, conditions);
  const { refreshAskedAt, regularAskAt } = watch;
  if (refreshAskedAt !== undefined) return { lane: "other", dueAt, isUrgent: true };
  if (conditions.isPaused) return { lane: "held", dueAt };
  if (now < regularAskAt) return { lane: "other", dueAt, changesAt: regularAskAt };
  return { lane: "poll", dueAt: regularAskAt };
}

function isNearEnd(watch: Watch): boolean {
  const { finish } = watch.forecast;
  const lastAnswerAt = watch.lastAnswer?.elapsed ?? 0;
  return isAllProcessed(watch) || (!!finish && finish.finishAt - lastAnswerAt < nearEndMs);
}

import type { QueuedRequest } from "../../client/next-turn.ts";
import type { Watch } from "../model/watch.ts";
import { isAllProcessed } from "../forecast/progress.ts";

/** Three 404s at this distance take less than 20 s and outlast a gateway's hiccup. */
export const askAgainAfter404Ms = 7000;
export const believed404s = 3;

/** A slow answer is not followed by the next request at once. */
const shortestPauseMs = 1000;
/** The interval of the focused id and of one that is about to end. */
const soonestMs = 2000;
const nearEndMs = 30_000;

/** Longer for many ids. With the default budget, unused by others: 25 ids 5 s, 100 ids 20 s. */
export function intervalMs(requestedMs: number, liveIds: number, pollsPerSecond: number): number {
  return Math.max(requestedMs, Math.round((liveIds / pollsPerSecond) * 1000));
}

/** When an id is due again: counted from the last request, however long its answer took. */
export function nextPollAt(askedAt: number, answeredAt: number, interval: number): number {
  return Math.max(askedAt + interval, answeredAt + Math.min(interval, shortestPauseMs));
}

export function soonestPollAt(askedAt: number, answeredAt: number, interval: number): number {
  return nextPollAt(askedAt, answeredAt, Math.min(interval, soonestMs));
}

export interface PollConditions {
  readonly isFocused: boolean;
  readonly isPaused: boolean;
}

export function nextAskAt(watch: Watch, conditions: PollConditions): number {
  return Math.min(taskAskAt(watch, conditions), statusAskAt(watch, conditions));
}

/** When the task of an id is due; infinite for never. A pause holds back only what can wait. */
export function taskAskAt({ verdictCheck: check }: Watch, { isPaused }: PollConditions): number {
  const isHeld = !check || (isPaused && !check.otherwise);
  return isHeld ? Number.POSITIVE_INFINITY : check.askAt;
}

/** When the status of an id is due; infinite for never: while paused, and after its end. */
export function statusAskAt(watch: Watch, { isFocused, isPaused }: PollConditions): number {
  if (watch.verdictCheck?.otherwise) return Number.POSITIVE_INFINITY;
  if (watch.refreshAskedAt !== undefined) return watch.refreshAskedAt;
  if (isPaused) return Number.POSITIVE_INFINITY;
  return isFocused || isNearEnd(watch) ? watch.soonestAskAt : watch.regularAskAt;
}

/**
 * The request for an id in the queue: only what is due regularly uses the budget of polls. First
 * answers need not be spaced.
 */
export function requestOf(watch: Watch, conditions: PollConditions, now: number): QueuedRequest {
  const dueAt = statusAskAt(watch, conditions);
  const { refreshAskedAt, regularAskAt } = watch;
  if (refreshAskedAt !== undefined) return { lane: "other", dueAt, isUrgent: true };
  if (conditions.isPaused) return { lane: "held", dueAt };
  if (now < regularAskAt) return { lane: "early", dueAt, changesAt: regularAskAt };
  return { lane: isUnasked(watch) ? "prompt" : "poll", dueAt: regularAskAt };
}

function isUnasked({ lastAnswer, fault, missing }: Watch): boolean {
  return !lastAnswer && !fault && !missing;
}

function isNearEnd(watch: Watch): boolean {
  const { finish } = watch.forecast;
  const lastAnswerAt = watch.lastAnswer?.elapsed ?? 0;
  return isAllProcessed(watch) || (!!finish && finish.finishAt - lastAnswerAt < nearEndMs);
}

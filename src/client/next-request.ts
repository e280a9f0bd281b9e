import { type Budget, type Lane, nextSendAt } from "./budget.ts";

/** What a request that waits for its turn wants now. Times are `elapsed` milliseconds. */
export interface QueuedRequest {
  /** Whose part of the budget it takes; `held` lets it wait, whatever the budget. */
  readonly lane: Lane | "held";
  /** Since when it should have gone. */
  readonly dueAt: number;
  /** It goes before the others of its lane. */
  readonly isUrgent?: true;
  /** When it becomes another one by itself. */
  readonly changesAt?: number;
}

/** Whose turn is next. */
export interface NextRequest<One extends QueuedRequest> {
  readonly request: One;
  /** Whose part of the budget it takes. */
  readonly lane: Lane;
  /** When it goes, or when to look again, since a request changes before; `now` for at once. */
  readonly at: number;
}

/**
 * Who of those that wait goes next, and when. What is no regular poll goes first, for as long as
 * its part of the budget lets it; of one lane the urgent ones, then who has waited longest, so that
 * nobody starves; among equals who came first. Pure.
 *
 * @param now `elapsed` milliseconds
 * @returns undefined where nobody may go
 */
export function nextRequest<One extends QueuedRequest>(
  requests: readonly One[],
  budget: Budget,
  now: number,
): NextRequest<One> | undefined {
  const others = requests.filter(({ lane }) => lane === "other");
  const polls = requests.filter(({ lane }) => lane === "poll");
  const otherAt = nextSendAt(budget, "other", now);
  const pollAt = nextSendAt(budget, "poll", now);
  const isOtherFirst = others.length > 0 && (otherAt <= pollAt || polls.length === 0);
  const request = mostOverdue(isOtherFirst ? others : polls);
  if (!request) return undefined;
  const turnAt = isOtherFirst ? otherAt : pollAt;
  const changes = requests.flatMap(({ changesAt }) => changesAt ?? []).filter((at) => at > now);
  return { request, lane: isOtherFirst ? "other" : "poll", at: Math.min(turnAt, ...changes) };
}

function mostOverdue<One extends QueuedRequest>(candidates: readonly One[]): One | undefined {
  const urgent = candidates.filter(({ isUrgent }) => isUrgent);
  return (urgent.length > 0 ? urgent : candidates).reduce<One | undefined>(
    (most, one) => (most && most.dueAt <= one.dueAt ? most : one),
    undefined,
  );
}

import { type Budget, type Lane, nextSendAt } from "./budget.ts";

/** A request in the queue, as it is now. Times are `elapsed` milliseconds. */
export interface QueuedRequest {
  /** The part of the budget it takes; a `held` one waits, whatever the budget. */
  readonly lane: Lane | "held";
  readonly dueAt: number;
  /** It goes before the others of its lane. */
  readonly isUrgent?: boolean;
  /** When its wish changes by itself. */
  readonly changesAt?: number;
}

/**
 * `other` goes first while its part of the budget lasts; of a lane the urgent ones, then the most
 * overdue, so that none starves, then the first in the list. Pure.
 */
export function nextRequest<One extends QueuedRequest>(
  requests: readonly One[],
  budget: Budget,
  now: number,
) {
  const others = requests.filter(({ lane }) => lane === "other");
  const polls = requests.filter(({ lane }) => lane === "poll");
  const otherAt = nextSendAt(budget, "other", now);
  const pollAt = nextSendAt(budget, "poll", now);
  const isOtherFirst = others.length > 0 && (otherAt <= pollAt || polls.length === 0);
  const lane: Lane = isOtherFirst ? "other" : "poll";
  const request = mostOverdue(isOtherFirst ? others : polls);
  if (!request) return undefined;
  const turnAt = isOtherFirst ? otherAt : pollAt;
  const changes = requests.flatMap(({ changesAt }) => changesAt ?? []).filter((at) => at > now);
  // `now` for at once; where a request changes before its turn, it is decided again then.
  return { request, lane, at: Math.min(turnAt, ...changes) };
}

function mostOverdue<One extends QueuedRequest>(candidates: readonly One[]): One | undefined {
  const urgent = candidates.filter(({ isUrgent }) => isUrgent);
  return (urgent.length > 0 ? urgent : candidates).reduce<One | undefined>(
    (most, one) => (most && most.dueAt <= one.dueAt ? most : one),
    undefined,
  );
}

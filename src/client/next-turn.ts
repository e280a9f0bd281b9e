import { type Budget, type Lane, nextInFifthAt, nextSendAt, nextSpacedAt } from "./budget.ts";

/**
 * What waits for a turn. `other`: keys, tokens and look-ups, which leave at once. `prompt`: polls
 * whose result is awaited, which leave at once too. `early`: polls before their time, from the
 * fifth of `other`. `poll`: the rest, spaced. `held`: waits, regardless of the budget.
 */
export type TurnLane = "other" | "prompt" | "early" | "poll" | "held";

/** A request in the queue, as it is now. Times are `elapsed` milliseconds. */
export interface QueuedRequest {
  readonly lane: TurnLane;
  readonly dueAt: number;
  /** It goes before the others of its lane. */
  readonly isUrgent?: boolean;
  /** When its wish changes with time alone. */
  readonly changesAt?: number;
}

/** The first request of each lane; undefined where none waits. */
export type Heads<One extends QueuedRequest> = Readonly<
  Record<Exclude<TurnLane, "held">, One | undefined>
>;

/** Of the fifth, what early polls leave for a key or a token. */
const keptForKeys = 2;

/**
 * Whose turn is next, what it counts as, and when it comes: `now` for at once. `other` goes first,
 * then `early`, each while its part of the fifth lasts. Where no poll waits there is no limit, but
 * beyond the fifth keys are spaced: one that is held down must not use up the window. `lateMs` as
 * for `nextSpacedAt`. Pure.
 */
export function nextTurn<One extends QueuedRequest>(
  heads: Heads<One>,
  budget: Budget,
  now: number,
  lateMs = 0,
) {
  const { other, early } = heads;
  const anyAt = nextSendAt(budget, now);
  const spacedAt = nextSpacedAt(budget, now, lateMs);
  const poll = anyAt < spacedAt ? (heads.prompt ?? heads.poll) : first(heads.prompt, heads.poll);
  const inFifthAt = nextInFifthAt(budget, 0, now);
  const beyondFifthAt = poll ? Number.POSITIVE_INFINITY : other?.isUrgent ? spacedAt : anyAt;
  const earlyInFifthAt = poll ? nextInFifthAt(budget, keptForKeys, now) : now;
  const pollAt = poll === heads.prompt ? anyAt : spacedAt;
  return [
    ...turn(other, "other", Math.max(anyAt, Math.min(inFifthAt, beyondFifthAt))),
    ...turn(early, "other", Math.max(spacedAt, earlyInFifthAt)),
    ...turn(poll, "poll", pollAt),
  ].reduce<Turn<One> | undefined>(
    (best, one) => (best && best.at <= one.at ? best : one),
    undefined,
  );
}

interface Turn<One> {
  readonly request: One;
  readonly lane: Lane;
  readonly at: number;
}

function turn<One>(request: One | undefined, lane: Lane, at: number): readonly Turn<One>[] {
  return request ? [{ request, lane, at }] : [];
}

function first<One extends QueuedRequest>(one: One | undefined, other: One | undefined) {
  return one && other ? (inTurn(one, other) <= 0 ? one : other) : (one ?? other);
}

/** The order within a lane: urgent ones, then the most overdue, so that none starves. */
export function inTurn(one: QueuedRequest, other: QueuedRequest): number {
  const urgency = Number(other.isUrgent ?? false) - Number(one.isUrgent ?? false);
  return urgency === 0 ? one.dueAt - other.dueAt : urgency;
}

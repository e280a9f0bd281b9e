import type { Clock } from "../time/clock.ts";
import {
  afterAnswer,
  afterLimit,
  afterSending,
  type Budget,
  type Lane,
  nextTurnAt,
} from "./budget.ts";

/** Lets requests go one by one, when the budget says so: the only way out of this program. */
export interface Turns {
  /** The budget as it is now. */
  readonly budget: () => Budget;
  /**
   * Waits for a turn; the request has to leave at once then. Of the polls that wait, the one most
   * overdue goes first, so nobody starves.
   *
   * @param dueAt since when it should have gone; `elapsed` milliseconds
   * @returns when the turn came, `elapsed` milliseconds: for `answered` and `limited`
   * @throws the signal's reason, when it is aborted first
   */
  take(lane: Lane, dueAt: number, signal: AbortSignal): Promise<number>;
  /** A request that left at `leftAt` got an answer other than 429. */
  answered(leftAt: number): void;
  /**
   * A request that left at `leftAt` got a 429.
   *
   * @returns how long everything waits from now on, where that is news; milliseconds
   */
  limited(leftAt: number, retryAfterMs: number): number | undefined;
}

/** Answers to requests under way ask for the same end, give or take. */
const noticeableMs = 1000;

interface Waiting {
  readonly lane: Lane;
  readonly dueAt: number;
  readonly go: (leftAt: number) => void;
}

/**
 * @param random 0 to 1, as `Math.random`
 * @param changed is called when the budget is another one
 */
export function createTurns(
  first: Budget,
  clock: Clock,
  random: () => number,
  changed: () => void,
): Turns {
  let budget = first;
  let queue: readonly Waiting[] = [];
  let isServing = false;
  let rearrange = new AbortController();

  function setBudget(next: Budget): void {
    if (next === budget) return;
    budget = next;
    changed();
  }

  /** A newcomer may be able to go before the one that is waited for. */
  function wake(): void {
    rearrange.abort();
    rearrange = new AbortController();
  }

  async function serve(): Promise<void> {
    if (isServing) return;
    isServing = true;
    for (let next = firstOf(queue); next; next = firstOf(queue)) {
      const now = clock.elapsed();
      const at = nextTurnAt(budget, next.lane, now);
      if (at <= now) {
        leave(next, now);
      } else {
        // One turn after the other is what this is for.
        // oxlint-disable-next-line no-await-in-loop
        await clock.sleep(at - now, rearrange.signal).catch(() => undefined);
      }
    }
    isServing = false;
  }

  function leave(next: Waiting, now: number): void {
    queue = queue.filter((waiting) => waiting !== next);
    setBudget(afterSending(budget, next.lane, now));
    next.go(now);
  }

  /** Whoever may go first; among equals other before poll, then the most overdue. */
  function firstOf(waiting: readonly Waiting[]): Waiting | undefined {
    const now = clock.elapsed();
    const otherAt = nextTurnAt(budget, "other", now);
    const pollAt = nextTurnAt(budget, "poll", now);
    const others = waiting.filter(({ lane }) => lane === "other");
    const polls = waiting.filter(({ lane }) => lane === "poll");
    const isOtherFirst = others.length > 0 && (otherAt <= pollAt || polls.length === 0);
    return (isOtherFirst ? others : polls).reduce<Waiting | undefined>(
      (most, one) => (most && most.dueAt <= one.dueAt ? most : one),
      undefined,
    );
  }

  return {
    budget: () => budget,
    take: (lane, dueAt, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const giveUp = () => {
          queue = queue.filter((waiting) => waiting !== entry);
          wake();
          reject(signal.reason);
        };
        const go = (leftAt: number) => {
          signal.removeEventListener("abort", giveUp);
          resolve(leftAt);
        };
        const entry: Waiting = { lane, dueAt, go };
        signal.addEventListener("abort", giveUp, { once: true });
        queue = [...queue, entry];
        wake();
        void serve();
      }),
    answered: (leftAt) => setBudget(afterAnswer(budget, leftAt)),
    limited: (leftAt, retryAfterMs) => {
      const before = budget;
      const now = clock.elapsed();
      setBudget(afterLimit(budget, { retryAfterMs, leftAt, jitter: random() }, now));
      const isClosing = budget.closingsInARow > before.closingsInARow;
      const isLonger = budget.closedUntil > before.closedUntil + noticeableMs;
      return isClosing || isLonger ? budget.closedUntil - now : undefined;
    },
  };
}

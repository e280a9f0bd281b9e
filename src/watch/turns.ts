import type { Clock } from "../time/clock.ts";
import {
  afterAnswer,
  afterDivision,
  afterLimit,
  afterLimitElsewhere,
  afterSending,
  afterWaitEnded,
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
   * @param wish what the request wants, asked anew each time a turn is given
   * @returns when the turn came, `elapsed` milliseconds: for `answered` and `limited`
   * @throws the signal's reason, when it is aborted first
   */
  take(wish: () => Wish, signal: AbortSignal): Promise<number>;
  /** A wish has become another one. */
  reconsider(): void;
  /** A request that left at `leftAt` got an answer other than 429. */
  answered(leftAt: number): void;
  /**
   * A request that left at `leftAt` got a 429.
   *
   * @returns how long everything waits from now on, where that is news; milliseconds
   */
  limited(leftAt: number, retryAfterMs: number): number | undefined;
  /**
   * Another watcher got a 429, for which everything waits so long from now.
   *
   * @returns whether that is news; as `limited`
   */
  hold(waitMs: number): boolean;
  /** So many watchers have an equal part of the budget now, this one included. */
  divide(watchers: number): void;
  /** The user ends the wait that a 429 asked for. */
  endWait(): void;
}

/** What a request that waits for its turn wants now. Times are `elapsed` milliseconds. */
export interface Wish {
  /** Whose part of the budget it takes; `held` lets it wait, whatever the budget. */
  readonly lane: Lane | "held";
  /** Since when it should have gone. */
  readonly dueAt: number;
  /** It goes before the others of its lane. */
  readonly isUrgent?: true;
  /** When it becomes another one by itself. */
  readonly changesAt?: number;
}

/** Answers to requests under way ask for the same end, give or take. */
const noticeableMs = 1000;

interface Waiting {
  readonly wish: () => Wish;
  readonly go: (leftAt: number) => void;
}

interface Candidate extends Wish {
  readonly waiting: Waiting;
}

/**
 * @param random 0 to 1, as `Math.random`
 * @param changed is called when the budget is another one
 * @param claim asks the other processes of this client as well, see `Sharing`
 */
export function createTurns(
  first: Budget,
  clock: Clock,
  random: () => number,
  changed: () => void,
  claim: () => number = () => 0,
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

  function isLonger(before: Budget): boolean {
    return budget.closedUntil > before.closedUntil + noticeableMs;
  }

  /** Another one may be able to go before the one that is waited for. */
  function reconsider(): void {
    rearrange.abort();
    rearrange = new AbortController();
    void serve();
  }

  async function serve(): Promise<void> {
    if (isServing) return;
    isServing = true;
    for (let next = nextTurn(); next; next = nextTurn()) {
      const { now, at, lane, waiting } = next;
      const waitMs = at > now ? at - now : claim();
      if (waitMs <= 0) {
        queue = queue.filter((one) => one !== waiting);
        setBudget(afterSending(budget, lane, now));
        waiting.go(now);
      } else {
        // One turn after the other is what this is for.
        // oxlint-disable-next-line no-await-in-loop
        await clock.sleep(waitMs, rearrange.signal).catch(() => undefined);
      }
    }
    isServing = false;
  }

  /** Who goes next, and when to look again at the latest; undefined where nobody may go. */
  function nextTurn() {
    const now = clock.elapsed();
    const wishes = queue.map((waiting): Candidate => ({ ...waiting.wish(), waiting }));
    const others = wishes.filter(({ lane }) => lane === "other");
    const polls = wishes.filter(({ lane }) => lane === "poll");
    const otherAt = nextTurnAt(budget, "other", now);
    const pollAt = nextTurnAt(budget, "poll", now);
    const isOtherFirst = others.length > 0 && (otherAt <= pollAt || polls.length === 0);
    const lane: Lane = isOtherFirst ? "other" : "poll";
    const next = mostOverdue(isOtherFirst ? others : polls);
    if (!next) return undefined;
    const turnAt = isOtherFirst ? otherAt : pollAt;
    const changes = wishes.flatMap(({ changesAt }) => changesAt ?? []).filter((at) => at > now);
    return { now, at: Math.min(turnAt, ...changes), lane, waiting: next.waiting };
  }

  return {
    budget: () => budget,
    take: (wish, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const giveUp = () => {
          queue = queue.filter((waiting) => waiting !== entry);
          reconsider();
          reject(signal.reason);
        };
        const go = (leftAt: number) => {
          signal.removeEventListener("abort", giveUp);
          resolve(leftAt);
        };
        const entry: Waiting = { wish, go };
        signal.addEventListener("abort", giveUp, { once: true });
        queue = [...queue, entry];
        reconsider();
      }),
    reconsider,
    answered: (leftAt) => setBudget(afterAnswer(budget, leftAt)),
    limited: (leftAt, retryAfterMs) => {
      const before = budget;
      const now = clock.elapsed();
      setBudget(afterLimit(budget, { retryAfterMs, leftAt, jitter: random() }, now));
      const isClosing = budget.closingsInARow > before.closingsInARow;
      return isClosing || isLonger(before) ? budget.closedUntil - now : undefined;
    },
    hold: (waitMs) => {
      const before = budget;
      const now = clock.elapsed();
      setBudget(afterLimitElsewhere(budget, now + waitMs, now));
      return isLonger(before);
    },
    divide: (watchers) => {
      setBudget(afterDivision(budget, watchers));
      reconsider();
    },
    endWait: () => {
      setBudget(afterWaitEnded(budget, clock.elapsed()));
      reconsider();
    },
  };
}

/** The urgent ones first, then who has waited longest; among equals who came first. */
function mostOverdue(candidates: readonly Candidate[]): Candidate | undefined {
  const urgent = candidates.filter(({ isUrgent }) => isUrgent);
  return (urgent.length > 0 ? urgent : candidates).reduce<Candidate | undefined>(
    (most, one) => (most && most.dueAt <= one.dueAt ? most : one),
    undefined,
  );
}

import type { Clock } from "../time/clock.ts";
import {
  afterAnswer,
  afterDivision,
  afterLimit,
  afterLimitElsewhere,
  afterSending,
  afterWaitEnded,
  type Budget,
} from "./budget.ts";
import { nextRequest, type QueuedRequest } from "./next-request.ts";

/** Every request leaves through it, when the budget allows; only `aggwatch doctor` has no queue. */
export interface RequestQueue {
  readonly budget: () => Budget;
  /**
   * Waits for a turn, in which the request has to leave at once; returns its moment (`elapsed`).
   * `request` is asked again for every turn; undefined withdraws it, which costs no turn.
   */
  take<Wish extends QueuedRequest | undefined>(
    request: () => Wish,
    signal: AbortSignal,
  ): Promise<number | Extract<Wish, undefined>>;
  reconsider(): void;
  /** The request that left then got an answer other than 429. */
  answered(leftAt: number): void;
  /** It got a 429: returns the milliseconds that everything waits from now on, if that is news. */
  limited(leftAt: number, retryAfterMs: number): number | undefined;
  /** Everything waits, since another watcher got a 429; returns whether that is news. */
  hold(waitMs: number): boolean;
  divide(watchers: number): void;
  endWait(): void;
}

/** Answers to requests under way ask for the same end, give or take. */
const noticeableMs = 1000;

interface Waiting {
  readonly request: () => QueuedRequest | undefined;
  readonly go: (leftAt: number | undefined) => void;
}

/** `claim` asks the other processes of this client, see `Sharing`. */
export function createRequestQueue(
  first: Budget,
  clock: Clock,
  random: () => number,
  changed: () => void,
  claim: () => number = () => 0,
): RequestQueue {
  let budget = first;
  let waiters: readonly Waiting[] = [];
  let isServing = false;
  let rearrange = new AbortController();

  /** Returns whether everything now waits noticeably longer. */
  function setBudget(next: Budget): boolean {
    const { closedUntil } = budget;
    if (next !== budget) {
      budget = next;
      changed();
    }
    return next.closedUntil > closedUntil + noticeableMs;
  }

  /** Another request may now be able to leave before the one that is waited for. */
  function reconsider(): void {
    rearrange.abort();
    rearrange = new AbortController();
    void serve();
  }

  async function serve(): Promise<void> {
    if (isServing) return;
    isServing = true;
    for (;;) {
      const now = clock.elapsed();
      const turn = nextRequest(requestsNow(), budget, now);
      if (!turn) break;
      const { waiting } = turn.request;
      const waitMs = turn.at > now ? turn.at - now : claim();
      if (waitMs <= 0) {
        waiters = waiters.filter((one) => one !== waiting);
        setBudget(afterSending(budget, turn.lane, now));
        waiting.go(now);
      } else {
        await clock.sleep(waitMs, rearrange.signal).catch(() => undefined);
      }
    }
    isServing = false;
  }

  /** The current wishes; a withdrawn request leaves the queue. */
  function requestsNow() {
    const asked = waiters.map((waiting) => ({ waiting, request: waiting.request() }));
    const left = asked.filter(({ request }) => !request).map(({ waiting }) => waiting);
    waiters = waiters.filter((waiting) => !left.includes(waiting));
    for (const waiting of left) waiting.go(undefined);
    return asked.flatMap(({ waiting, request }) => (request ? [{ ...request, waiting }] : []));
  }

  function take<Wish extends QueuedRequest | undefined>(request: () => Wish, signal: AbortSignal) {
    return new Promise<number | Extract<Wish, undefined>>((resolve, reject) => {
      signal.throwIfAborted();
      const giveUp = () => {
        waiters = waiters.filter((waiting) => waiting !== entry);
        reconsider();
        reject(signal.reason);
      };
      const go = (leftAt: number | undefined) => {
        signal.removeEventListener("abort", giveUp);
        resolve(leftAt as number | Extract<Wish, undefined>);
      };
      const entry: Waiting = { request, go };
      signal.addEventListener("abort", giveUp, { once: true });
      waiters = [...waiters, entry];
      reconsider();
    });
  }

  return {
    budget: () => budget,
    take,
    reconsider,
    answered: (leftAt) => void setBudget(afterAnswer(budget, leftAt)),
    limited: (leftAt, retryAfterMs) => {
      const { closingsInARow } = budget;
      const now = clock.elapsed();
      const limit = { retryAfterMs, leftAt, jitter: random() };
      const isLonger = setBudget(afterLimit(budget, limit, now));
      const isNews = isLonger || budget.closingsInARow > closingsInARow;
      return isNews ? budget.closedUntil - now : undefined;
    },
    hold: (waitMs) => {
      const now = clock.elapsed();
      return setBudget(afterLimitElsewhere(budget, now + waitMs, now));
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

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

/**
 * Lets requests go one by one, when the budget says so. What a client sends, whoever asks for it,
 * leaves by these alone; only `aggwatch doctor`, which has no client, sends its few requests itself.
 */
export interface RequestQueue {
  /** The budget as it is now. */
  readonly budget: () => Budget;
  /**
   * Waits for a turn; the request has to leave at once then. Of the polls that wait, the one most
   * overdue goes first, so nobody starves.
   *
   * @param request what the request wants, asked anew each time a turn is given; undefined once it
   *   could not leave any more, which costs no turn
   * @returns when the turn came, `elapsed` milliseconds: for `answered` and `limited`; undefined
   *   where the request was
   * @throws the signal's reason, when it is aborted first
   */
  take(request: () => QueuedRequest, signal: AbortSignal): Promise<number>;
  take(request: () => QueuedRequest | undefined, signal: AbortSignal): Promise<number | undefined>;
  /** A queued request has changed. */
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

/** Answers to requests under way ask for the same end, give or take. */
const noticeableMs = 1000;

interface Waiting {
  readonly request: () => QueuedRequest | undefined;
  readonly go: (leftAt: number | undefined) => void;
}

/**
 * @param random 0 to 1, as `Math.random`
 * @param changed is called when the budget is another one
 * @param claim asks the other processes of this client as well, see `Sharing`
 */
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
    for (let turn = next(); turn; turn = next()) {
      const { now, at, lane, request } = turn;
      const { waiting } = request;
      const waitMs = at > now ? at - now : claim();
      if (waitMs <= 0) {
        waiters = waiters.filter((one) => one !== waiting);
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

  /** The requests as they are now; one that is wanted no more leaves the queue. */
  function requestsNow() {
    const asked = waiters.map((waiting) => ({ waiting, request: waiting.request() }));
    const left = asked.filter(({ request }) => !request).map(({ waiting }) => waiting);
    waiters = waiters.filter((waiting) => !left.includes(waiting));
    for (const waiting of left) waiting.go(undefined);
    return asked.flatMap(({ waiting, request }) => (request ? [{ ...request, waiting }] : []));
  }

  function next() {
    const now = clock.elapsed();
    const requests = requestsNow();
    const turn = nextRequest(requests, budget, now);
    return turn && { ...turn, now };
  }

  function take(request: () => QueuedRequest, signal: AbortSignal): Promise<number>;
  function take(request: Waiting["request"], signal: AbortSignal): Promise<number | undefined>;
  function take(request: Waiting["request"], signal: AbortSignal): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const giveUp = () => {
        waiters = waiters.filter((waiting) => waiting !== entry);
        reconsider();
        reject(signal.reason);
      };
      const go = (leftAt: number | undefined) => {
        signal.removeEventListener("abort", giveUp);
        resolve(leftAt);
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

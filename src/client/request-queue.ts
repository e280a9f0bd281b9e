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
import { nextTurn, type QueuedRequest } from "./next-turn.ts";
import { createWaitingLines } from "./waiting-lines.ts";

/** Every request leaves through it, when the budget allows; only `aggwatch doctor` has no queue. */
export interface RequestQueue {
  readonly budget: () => Budget;
  /**
   * Waits for a turn, in which the request has to leave at once; returns its moment (`elapsed`).
   * `request` is called again before it leaves, when its wish is due to change, and by
   * `reconsider`; undefined withdraws it, which costs no turn.
   */
  take<Wish extends QueuedRequest | undefined>(
    request: () => Wish,
    signal: AbortSignal,
  ): Promise<number | Extract<Wish, undefined>>;
  /** The wishes may have changed. */
  reconsider(): void;
  /** Whether anything but polls waits for a turn. */
  isHeldUp(): boolean;
  /** The request that left then got an answer other than 429. */
  answered(leftAt: number): void;
  /** It got a 429: returns the milliseconds that everything waits from now on, if that is news. */
  limited(leftAt: number, retryAfterMs: number): number | undefined;
  /** Everything waits, since another watcher got a 429; returns whether that is news. */
  hold(waitMs: number): boolean;
  /** `perWindow`: how many may leave in 10 s, where that is not an equal part. */
  divide(watchers: number, perWindow?: number): void;
  endWait(): void;
}

/** Answers to requests under way ask for the same end, give or take. */
const noticeableMs = 1000;
/** What comes later than its timer by more is late for another reason. */
const longestLateMs = 100;

/** An error of its own for each time would cost more than the wait. */
const isRearranged = new Error("another request may leave first");

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
  const lines = createWaitingLines<Waiting>();
  let isServing = false;
  /** When the turn is due that is slept for, and how late the timer was for the last one. */
  let turnAt: number | undefined;
  let lateMs = 0;
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
  function rearranged(): void {
    rearrange.abort(isRearranged);
    rearrange = new AbortController();
    void serve();
  }

  async function serve(): Promise<void> {
    if (isServing) return;
    isServing = true;
    for (;;) {
      const now = clock.elapsed();
      for (const waiting of lines.changed(now)) isAsWished(waiting);
      const turn = nextTurn(lines.heads(), budget, now, lateMs);
      if (!turn) break;
      if (turn.at <= now && !isAsWished(turn.request.one)) continue;
      const waitMs = turn.at > now ? Math.min(turn.at, lines.nextChangeAt(now)) - now : claim();
      if (waitMs <= 0) {
        lines.leave(turn.request.one);
        lateMs = latenessMs(turnAt, now);
        turnAt = undefined;
        setBudget(afterSending(budget, turn.lane, now));
        turn.request.one.go(now);
      } else {
        turnAt = now + waitMs;
        await clock.sleep(waitMs, rearrange.signal).catch(() => undefined);
      }
    }
    isServing = false;
  }

  /** Gives a request the place of its present wish, or none if it is withdrawn. */
  function isAsWished(waiting: Waiting): boolean {
    const request = waiting.request();
    if (request && lines.isPlacedBy(waiting, request)) return true;
    if (request) {
      lines.place(waiting, request);
    } else {
      lines.leave(waiting);
      waiting.go(undefined);
    }
    return false;
  }

  function take<Wish extends QueuedRequest | undefined>(request: () => Wish, signal: AbortSignal) {
    return new Promise<number | Extract<Wish, undefined>>((resolve, reject) => {
      signal.throwIfAborted();
      const giveUp = () => {
        if (lines.leave(entry)) rearranged();
        reject(signal.reason);
      };
      const go = (leftAt: number | undefined) => {
        signal.removeEventListener("abort", giveUp);
        resolve(leftAt as number | Extract<Wish, undefined>);
      };
      const entry: Waiting = { request, go };
      const wish = request();
      if (!wish) return resolve(undefined as Extract<Wish, undefined>);
      signal.addEventListener("abort", giveUp, { once: true });
      // Behind others, nothing comes sooner by it.
      if (lines.place(entry, wish)) rearranged();
    });
  }

  function reconsider(): void {
    for (const waiting of lines.waiting()) isAsWished(waiting);
    rearranged();
  }

  return {
    budget: () => budget,
    take,
    reconsider,
    isHeldUp: () => lines.heads().other !== undefined,
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
    divide: (watchers, perWindow) => {
      setBudget(afterDivision(budget, watchers, perWindow));
      rearranged();
    },
    endWait: () => {
      setBudget(afterWaitEnded(budget, clock.elapsed()));
      rearranged();
    },
  };
}

/** The turn may have come sooner than it was due, or without being slept for. */
function latenessMs(turnAt: number | undefined, now: number): number {
  const lateMs = now - (turnAt ?? now);
  return lateMs > 0 && lateMs <= longestLateMs ? lateMs : 0;
}

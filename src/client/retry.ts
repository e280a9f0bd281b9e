import pRetry from "p-retry";
import type { ApiError } from "../api/http/errors.ts";
import { isPassing } from "../api/http/retry-rule.ts";
import type { Clock } from "../time/clock.ts";
import { faultWaitMs } from "./backoff.ts";

/** A request has failed for a reason that may pass, and is sent again. */
export interface Retry {
  readonly error: ApiError;
  /** The number of the attempt that comes next. */
  readonly attempt: number;
  readonly waitMs: number;
}

/** What persevering needs from the world. */
export interface RetryDeps {
  readonly clock: Clock;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
}

/** A person waits for the answer: the watch, which waits for hours, has a patience of its own. */
export const mostAttempts = 5;
const longestMs = 60_000;

/**
 * Sends a request that somebody waits for, again after a fault that may pass: the faults, and the
 * pauses between them, are those of the polls. It ends with the fifth attempt, and with one that
 * could only follow more than a minute after the first.
 *
 * @param send sends it once
 * @param retries is told of each attempt to come, before the wait for it
 * @param mayRepeat whether it may be sent again after that fault; a start may not, once it has left
 * @param notBefore until when something else holds the next attempt back, `elapsed` milliseconds
 * @throws what the last attempt threw, or the signal's reason
 */
export function withRetries<Result>(
  send: () => Promise<Result>,
  { clock, random }: RetryDeps,
  retries: (retry: Retry) => void,
  signal: AbortSignal,
  mayRepeat: () => boolean = () => true,
  notBefore: () => number = () => 0,
): Promise<Result> {
  const lastAt = clock.elapsed() + longestMs;
  return pRetry(send, {
    retries: mostAttempts - 1,
    minTimeout: 0,
    signal,
    shouldRetry: async ({ error, attemptNumber }) => {
      if (!isPassing(error) || !mayRepeat()) return false;
      const now = clock.elapsed();
      const waitMs = Math.max(faultWaitMs(error, attemptNumber, random()), notBefore() - now);
      if (now + waitMs > lastAt) return false;
      retries({ error, attempt: attemptNumber + 1, waitMs });
      await clock.sleep(waitMs, signal);
      return true;
    },
  });
}

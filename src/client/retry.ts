import pRetry from "p-retry";
import type { ApiError } from "../api/http/errors.ts";
import { isPassing } from "../api/http/retry-rule.ts";
import type { Clock } from "../time/clock.ts";
import { faultWaitMs } from "./backoff.ts";

export interface Retry {
  readonly error: ApiError;
  /** The number of the attempt to come. */
  readonly attempt: number;
  readonly waitMs: number;
}

export interface RetryDeps {
  readonly clock: Clock;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
}

/** A person waits for a look-up; a watch, which runs for hours, has limits of its own. */
export const mostAttempts = 5;
const longestMs = 60_000;

/**
 * Sends again after faults that may pass, as polls do: five attempts at most, none later than a
 * minute after the first, nor before `notBefore` (`elapsed` milliseconds).
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

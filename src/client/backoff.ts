import type { ApiError } from "../api/http/errors.ts";

const firstMs = 1000;
const longestMs = 60_000;
const shortestMs = 250;

/** 1 s doubled `times` times, at most a minute; in milliseconds. */
export function doublingMs(times: number): number {
  return Math.min(longestMs, firstMs * 2 ** times);
}

/**
 * Milliseconds after `tries` faults in a row. "Full jitter" (0 to 1) keeps clients from returning
 * together: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function faultWaitMs(
  { retryAfterMs = 0 }: Pick<ApiError, "retryAfterMs">,
  tries: number,
  jitter: number,
): number {
  return Math.max(shortestMs, jitter * doublingMs(tries - 1), retryAfterMs);
}

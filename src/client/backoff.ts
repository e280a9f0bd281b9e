import type { ApiError } from "../api/http/errors.ts";

const firstMs = 1000;
const longestMs = 60_000;
const shortestMs = 250;

/** 1 s doubled `times` times, at most a minute; in milliseconds. */
export function doublingMs(times: number): number {
  return Math.min(longestMs, firstMs * 2 ** times);
}

/**
 * How long to wait before an id is asked again after faults that may pass: "full jitter", any time
 * up to a limit that doubles with each try, so that many clients do not come back together
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 *
 * @param tries faults in a row, the last one included
 * @param jitter 0 to 1, random
 * @returns milliseconds, a quarter of a second at least
 */
function fullJitterMs(tries: number, jitter: number): number {
  return Math.max(shortestMs, jitter * doublingMs(tries - 1));
}

/**
 * How long a fault that may pass keeps a request back: full jitter, or what the answer asked for if
 * that is longer.
 *
 * @param tries faults in a row, this one included
 * @param jitter 0 to 1, random
 * @returns milliseconds
 */
export function faultWaitMs(
  { retryAfterMs = 0 }: Pick<ApiError, "retryAfterMs">,
  tries: number,
  jitter: number,
): number {
  return Math.max(fullJitterMs(tries, jitter), retryAfterMs);
}

/** Three 404s so far apart are over within 20 s, and outlast a gateway's hiccup. */
export const askAgainAfter404Ms = 7000;
/** So many 404s in a row are believed. */
export const believed404s = 3;

/** A slow answer is not followed by the next request at once. */
const shortestPauseMs = 1000;

/**
 * The time between two polls of an id: what the user asked for, longer where the budget does not
 * reach for so many ids. With the default budget: 20 ids 5 s, 40 ids 10 s, 100 ids 25 s.
 *
 * @param requestedMs what `--interval` says
 * @param liveIds ids that have not ended
 * @param pollsPerSecond the rate the budget has for polls
 */
export function intervalMs(requestedMs: number, liveIds: number, pollsPerSecond: number): number {
  return Math.max(requestedMs, (liveIds / pollsPerSecond) * 1000);
}

/**
 * When an id is due again: in step with when it was asked, whatever the answer took.
 *
 * @returns `elapsed` milliseconds
 */
export function nextPollAt(askedAt: number, answeredAt: number, interval: number): number {
  return Math.max(askedAt + interval, answeredAt + Math.min(interval, shortestPauseMs));
}

import { waitedMs } from "../model/waits.ts";
import type { Fault, Watch } from "../model/watch.ts";

/** One failed request is an everyday hiccup; two in a row are not. */
const offlineTries = 2;
/** Nor is half a minute without an answer, the time that a request has. */
const offlineMs = 30_000;

/**
 * When an id with a fault counts as offline if no answer comes before. The time in which a 429 lets
 * nothing leave does not count.
 *
 * @returns `elapsed` milliseconds; infinite where it is offline already, or has no fault
 */
export function offlineAt({ fault, waits }: Pick<Watch, "fault" | "waits">): number {
  if (!fault || fault.isOffline) return Number.POSITIVE_INFINITY;
  const waited = waitedMs(waits, Number.POSITIVE_INFINITY) - fault.waitedMs;
  return fault.unansweredSince + offlineMs + waited;
}

/** The fault with whether the id counts as offline at `now`; `elapsed` milliseconds. */
export function judged(fault: Fault, waits: Watch["waits"], now: number): Fault {
  const isOffline =
    fault.isOffline || fault.tries >= offlineTries || now >= offlineAt({ fault, waits });
  return { ...fault, isOffline };
}

import { waitedMs } from "../model/waits.ts";
import type { Fault, Watch } from "../model/watch.ts";

/** One failed request is an everyday hiccup; two in a row are not. */
const offlineTries = 2;
/** Nor is half a minute without an answer, the timeout of a request. */
const offlineMs = 30_000;

/** `elapsed` milliseconds, not counting 429 waits; infinite if offline or without a fault. */
export function offlineAt({ fault, waits }: Pick<Watch, "fault" | "waits">): number {
  if (!fault || fault.isOffline) return Number.POSITIVE_INFINITY;
  const waited = waitedMs(waits, Number.POSITIVE_INFINITY) - fault.waitedMs;
  return fault.unansweredSince + offlineMs + waited;
}

export function judged(fault: Fault, waits: Watch["waits"], now: number): Fault {
  const isOffline =
    fault.isOffline || fault.tries >= offlineTries || now >= offlineAt({ fault, waits });
  return { ...fault, isOffline };
}

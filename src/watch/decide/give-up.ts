import { waitedMs } from "../model/waits.ts";
import type { Watch } from "../model/watch.ts";

/** `elapsed` milliseconds, not counting 429 waits; in the past without a fault. */
export function giveUpAt(
  { fault, waits }: Pick<Watch, "fault" | "waits">,
  giveUpAfterMs: number | undefined,
): number {
  if (giveUpAfterMs === undefined) return Number.POSITIVE_INFINITY;
  if (!fault) return Number.NEGATIVE_INFINITY;
  const waited = waitedMs(waits, Number.POSITIVE_INFINITY) - fault.waitedMs;
  return fault.since.elapsed + giveUpAfterMs + waited;
}

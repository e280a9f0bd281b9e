import { waitedMs } from "../model/waits.ts";
import type { Watch } from "../model/watch.ts";

/**
 * When an id with a fault is given up, not counting 429 waits; `elapsed` milliseconds, in the past
 * without a fault.
 *
 * @param giveUpAfterMs `--give-up-after`; undefined for never
 */
export function giveUpAt(
  { fault, waits }: Pick<Watch, "fault" | "waits">,
  giveUpAfterMs: number | undefined,
): number {
  if (giveUpAfterMs === undefined) return Number.POSITIVE_INFINITY;
  if (!fault) return Number.NEGATIVE_INFINITY;
  const waited = waitedMs(waits, Number.POSITIVE_INFINITY) - fault.waitedMs;
  return fault.since.elapsed + giveUpAfterMs + waited;
}

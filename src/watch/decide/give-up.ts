import { waitedMs } from "../model/waits.ts";
import type { Watch } from "../model/watch.ts";

/**
 * Until when the faults of an id are borne. A 429 is none: the time in which it lets nothing leave
 * does not count.
 *
 * @param giveUpAfterMs what `--give-up-after` says; undefined for never giving up
 * @returns `elapsed` milliseconds; infinite for ever, in the past where there is no fault to bear
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

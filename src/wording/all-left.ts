import { knownEnding } from "../watch/model/known-ending.ts";
import { clientOf, type Snapshot } from "../watch/model/snapshot.ts";
import { outlook } from "../watch/forecast/outlook.ts";

/** When all ids will be through. */
export interface AllLeft {
  /** Until the last of those that have a finish; milliseconds. */
  readonly leftMs: number;
  /** How many live ids have none: they may take longer. */
  readonly unknown: number;
}

/**
 * The time left for all ids together: that of the last one.
 *
 * @param now monotonic milliseconds
 * @returns undefined where no live id has a finish
 */
export function allLeft(
  snapshot: Pick<Snapshot, "watches" | "clients">,
  now: number,
): AllLeft | undefined {
  const live = snapshot.watches.filter((watch) => !knownEnding(watch));
  const known = live.flatMap((watch) => {
    const { intervalMs } = clientOf(snapshot, watch);
    return outlook(watch.forecast, now, intervalMs).leftMs ?? [];
  });
  if (known.length === 0) return undefined;
  return { leftMs: Math.max(...known), unknown: live.length - known.length };
}

import { knownEnding } from "../known-ending.ts";
import type { Watch } from "../watch.ts";
import { outlook } from "./outlook.ts";

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
  watches: readonly Watch[],
  now: number,
  intervalMs: number,
): AllLeft | undefined {
  const live = watches.filter((watch) => !knownEnding(watch));
  const known = live.flatMap(({ forecast }) => outlook(forecast, now, intervalMs).leftMs ?? []);
  if (known.length === 0) return undefined;
  return { leftMs: Math.max(...known), unknown: live.length - known.length };
}

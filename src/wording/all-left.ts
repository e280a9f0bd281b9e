import { knownEnding } from "../watch/model/known-ending.ts";
import { clientOf, type Snapshot } from "../watch/model/snapshot.ts";
import type { TimeRange } from "../text/time-range.ts";
import { toldAt } from "../watch/forecast/outlook.ts";

/** The longest time left, and the number of ids without one, which may take longer. */
export function allLeft(snapshot: Pick<Snapshot, "watches" | "clients">, now: number) {
  let range: TimeRange | undefined;
  let unknown = 0;
  for (const watch of snapshot.watches) {
    if (knownEnding(watch)) continue;
    const told = toldAt(watch.forecast, now, clientOf(snapshot, watch).intervalMs);
    if (!told) unknown += 1;
    else
      range = range
        ? { low: Math.max(range.low, told.low), high: Math.max(range.high, told.high) }
        : told;
  }
  return range && { range, unknown };
}

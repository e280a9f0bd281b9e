import { knownEnding } from "../watch/model/known-ending.ts";
import { clientOf, type Snapshot } from "../watch/model/snapshot.ts";
import { leftMsAt } from "../watch/forecast/outlook.ts";

/** The longest time left, and the number of ids without one, which may take longer. */
export function allLeft(snapshot: Pick<Snapshot, "watches" | "clients">, now: number) {
  let longestMs: number | undefined;
  let unknown = 0;
  for (const watch of snapshot.watches) {
    if (knownEnding(watch)) continue;
    const leftMs = leftMsAt(watch.forecast, now, clientOf(snapshot, watch).intervalMs);
    if (leftMs === undefined) unknown += 1;
    else longestMs = Math.max(longestMs ?? 0, leftMs);
  }
  return longestMs === undefined ? undefined : { leftMs: longestMs, unknown };
}

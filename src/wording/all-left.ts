import { knownEnding } from "../watch/model/known-ending.ts";
import { clientOf, type Snapshot } from "../watch/model/snapshot.ts";
import { outlook } from "../watch/forecast/outlook.ts";

/** The longest time left, and the number of ids without one, which may take longer. */
export function allLeft(snapshot: Pick<Snapshot, "watches" | "clients">, now: number) {
  const live = snapshot.watches.filter((watch) => !knownEnding(watch));
  const known = live.flatMap((watch) => {
    const { intervalMs } = clientOf(snapshot, watch);
    return outlook(watch.forecast, now, intervalMs).leftMs ?? [];
  });
  if (known.length === 0) return undefined;
  return { leftMs: Math.max(...known), unknown: live.length - known.length };
}

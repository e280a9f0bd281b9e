import { conditionLooks, conditionOf } from "../watch/condition.ts";
import type { Watch } from "../watch/watch.ts";

const groupOrder = ["problem", "running", "done"] as const;

/** Problems first, then what still runs, then what is done; each in the order given. */
export function problemsFirst(watches: readonly Watch[]): readonly Watch[] {
  return groupOrder.flatMap((group) => watches.filter((watch) => groupOf(watch) === group));
}

function groupOf(watch: Watch): (typeof groupOrder)[number] {
  return conditionLooks[conditionOf(watch)].group;
}

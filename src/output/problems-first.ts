import { groupOf, groups } from "../watch/model/condition.ts";
import type { Watch } from "../watch/model/watch.ts";

/** Problems first, then what still runs, then what is done; each in the order given. */
export function problemsFirst(watches: readonly Watch[]): readonly Watch[] {
  return groups.flatMap((group) => watches.filter((watch) => groupOf(watch) === group));
}

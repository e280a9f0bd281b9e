import { groupOf, groups } from "../watch/model/condition.ts";
import type { Watch } from "../watch/model/watch.ts";

/** Problems, then running, then finished ids; each in the given order. */
export function problemsFirst(watches: readonly Watch[]): readonly Watch[] {
  return groups.flatMap((group) => watches.filter((watch) => groupOf(watch) === group));
}

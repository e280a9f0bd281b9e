import { type AggregationKind, kindOfListed, listedTypes } from "./aggregation-kind.ts";
import type { Filter } from "./filters.ts";
import type { ListedTask } from "./tasks.ts";

/** `type eq "CLOUD_ACCOUNT_AGGREGATION"`, or with `in` for several; some tenants refuse either. */
export function ofTypes(kinds: readonly AggregationKind[]): Filter {
  const types = listedTypes(kinds).map((type) => `"${type}"`);
  return types.length === 1 ? `type eq ${types.join("")}` : `type in (${types.join(", ")})`;
}

/** The tasks of these kinds. If a filter by type has listed them, any name will do. */
export function ofKinds(
  tasks: readonly ListedTask[],
  kinds: readonly AggregationKind[],
  isByType: boolean,
): readonly ListedTask[] {
  return tasks.flatMap((task) => {
    const kind = isByType ? kindOfListed(task) : task.kind;
    return kind !== undefined && kinds.includes(kind) ? [{ ...task, kind }] : [];
  });
}

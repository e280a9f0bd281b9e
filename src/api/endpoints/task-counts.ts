import * as v from "valibot";
import { optionalField } from "../answer/fields.ts";
import type { AggregationKind } from "./aggregation-kind.ts";
import { byName } from "./counters.ts";

/**
 * What a finished account aggregation has counted: attributes of its task, named as its `returns`
 * map them to the labels of the web UI. `total` are the accounts scanned, `optimized` those
 * unchanged. In the order in which they are shown.
 */
export const taskCountNames = [
  "total",
  "optimized",
  "created",
  "updated",
  "deleted",
  "ignored",
] as const;

export type TaskCountName = (typeof taskCountNames)[number];

/** Those that a task has; never empty. */
export type TaskCounts = Readonly<Partial<Record<TaskCountName, number>>>;

/** Attributes of tasks may be texts. */
const count = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.trim(), v.regex(/^\d+$/), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(0),
);

/** The same of an entitlement aggregation, whose task calls them groups. */
const groupCountNames = {
  created: "groupsCreated",
  updated: "groupsUpdated",
  deleted: "groupsDeleted",
} as const;

/** Among the attributes of a task. */
export const taskCountFields = byName([...taskCountNames, ...Object.values(groupCountNames)], () =>
  optionalField(count),
);

type Attributes = Readonly<Partial<Record<keyof typeof taskCountFields, number | undefined>>>;

/** Undefined if the attributes have none of them. */
export function taskCountsIn(
  attributes: Attributes = {},
  kind: AggregationKind = "account",
): TaskCounts | undefined {
  const counts = kind === "entitlement" ? ofGroups(attributes) : attributes;
  const known = taskCountNames.filter((name) => counts[name] !== undefined);
  return known.length === 0 ? undefined : byName(known, (name) => counts[name] as number);
}

function ofGroups(attributes: Attributes): Attributes {
  const { created, updated, deleted } = groupCountNames;
  return {
    total: attributes.total,
    created: attributes[created],
    updated: attributes[updated],
    deleted: attributes[deleted],
  };
}

import type { TaskStatus } from "./task-status.ts";

/** What an aggregation reads from its source. Only that of accounts has a status endpoint. */
export const aggregationKinds = ["account", "entitlement"] as const;

export type AggregationKind = (typeof aggregationKinds)[number];

/** How the names of their tasks begin; tenants append to them. */
const nameOf: Readonly<Record<AggregationKind, string>> = {
  account: "Cloud Account Aggregation",
  entitlement: "Cloud Group Aggregation",
};

/** The types of their tasks, as far as filters know them; in answers it is the same for all. */
const typesOf: Readonly<Record<AggregationKind, readonly string[]>> = {
  account: ["CLOUD_ACCOUNT_AGGREGATION"],
  entitlement: ["CLOUD_GROUP_AGGREGATION", "CLOUD_ENTITLEMENT_IMPORT"],
};

/** By which tasks of these kinds are listed; tenants refuse to list CLOUD_ENTITLEMENT_IMPORT. */
export function listedTypes(kinds: readonly AggregationKind[]): readonly string[] {
  return kinds.flatMap((kind) => typesOf[kind].slice(0, 1));
}

type Named = Pick<TaskStatus, "uniqueName" | "definedAs">;

/**
 * By the names, the task's own (which tenants extend) or its definition's, or by its type where that
 * says anything. Undefined for a task of another kind.
 */
export function kindOfTask(
  { uniqueName, definedAs }: Named,
  type?: string,
): AggregationKind | undefined {
  return aggregationKinds.find(
    (kind) =>
      [uniqueName, definedAs].some((name) => name?.startsWith(nameOf[kind])) ||
      typesOf[kind].includes(type ?? ""),
  );
}

/** The kind of a task that was listed by type, regardless of its name. */
export function kindOfListed(task: Named & Pick<TaskStatus, "kind">): AggregationKind {
  if (task.kind !== undefined) return task.kind;
  const names = [task.uniqueName, task.definedAs];
  return names.some((name) => /\b(?:group|entitlement)/i.test(name ?? ""))
    ? "entitlement"
    : "account";
}

import { type Condition, conditionLooks, conditionOf } from "../../watch/condition.ts";
import type { Watch } from "../../watch/watch.ts";

/** Problems by what there is to do about them; what runs and what is done stand together. */
const problems: readonly Condition[] = [
  "stalled",
  "terminated",
  "completedWithErrors",
  "failed",
  "expired",
  "notFound",
  "givenUp",
  "refused",
  "cancelled",
  "offline",
];

/** Where an id stands with problems first: 0 is the first. Ids of one rank keep their order. */
export function rankOf(watch: Watch): number {
  const condition = conditionOf(watch);
  const { group } = conditionLooks[condition];
  if (group === "problem") return problems.indexOf(condition);
  return group === "running" ? problems.length : problems.length + 1;
}

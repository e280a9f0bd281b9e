import type { Aggregation } from "./aggregation.ts";
import type { Task, TaskType } from "../services/task-body.ts";
import { type Over, success, type TaskOutcome } from "../scenarios/task-outcome.ts";
import { randomOf } from "../timeline/random.ts";
import { entitlementCountsOf, taskCountsOf } from "./task-counts.ts";
import { type Counters, endOf } from "../timeline/timeline.ts";

/** The task behind an aggregation; its id is the same, as at real tenants. Undefined if unknown. */
export function taskOf(aggregation: Aggregation): Task | undefined {
  const { id, source, scenario, step, isOptimized, startMs, elapsedMs } = aggregation;
  const { task: outcome = success } = scenario;
  if (outcome.kind === "unknown") return undefined;
  const end = endFor(aggregation, outcome);
  const verdict = end && elapsedMs >= end.verdictMs ? end : undefined;
  return {
    id,
    ...(scenario.kind === "entitlement" ? ofEntitlements : ofAccounts),
    sourceId: source.id,
    sourceName: source.name,
    startMs,
    completedMs: end && aggregation.wallMsAt(end.completedMs),
    completionStatus: verdict?.completionStatus,
    messages: verdict?.messages ?? [],
    percentComplete: end ? 100 : percentOf(step?.counters),
    isOptimized,
    ...(verdict && countsOf(aggregation, verdict)),
  };
}

type Named = Pick<Task, "uniqueName"> & { readonly type: TaskType };

const ofAccounts: Named = {
  type: "CLOUD_ACCOUNT_AGGREGATION",
  uniqueName: "Cloud Account Aggregation",
};

const ofEntitlements: Named = {
  type: "CLOUD_GROUP_AGGREGATION",
  uniqueName: "Cloud Group Aggregation",
};

/** How the task ended; undefined if it has not. */
function endFor({ timeline, elapsedMs }: Aggregation, outcome: TaskOutcome) {
  if (outcome.kind !== "over") return undefined;
  const completedMs = outcome.afterMs ?? endOf(timeline);
  if (completedMs === undefined || elapsedMs < completedMs) return undefined;
  return { ...outcome, completedMs, verdictMs: completedMs + (outcome.completedEarlierMs ?? 0) };
}

/** None if it never had counters. */
function countsOf(
  { id, scenario, timeline, isOptimized }: Aggregation,
  { ignored = 0 }: Pick<Over, "ignored">,
): Pick<Task, "counts" | "entitlementCounts"> {
  const random = randomOf(id, "counts");
  if (scenario.kind === "entitlement") return { entitlementCounts: entitlementCountsOf(random) };
  const counters = timeline.findLast((step) => step.counters)?.counters;
  return { counts: counters && taskCountsOf(counters, ignored, isOptimized, random) };
}

function percentOf(counters: Counters | undefined): number {
  if (!counters || counters.totalAccounts === 0) return 0;
  return Math.min(99, Math.floor((100 * counters.processedAccounts) / counters.totalAccounts));
}

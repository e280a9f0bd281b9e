import type { Aggregation } from "./aggregation.ts";
import type { Task } from "../services/task-body.ts";
import { type Over, success, type TaskOutcome } from "../scenarios/task-outcome.ts";
import { randomOf } from "../timeline/random.ts";
import { type TaskCounts, taskCountsOf } from "./task-counts.ts";
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
    type: "CLOUD_ACCOUNT_AGGREGATION",
    uniqueName: "Cloud Account Aggregation",
    sourceId: source.id,
    sourceName: source.name,
    startMs,
    completedMs: end && aggregation.wallMsAt(end.completedMs),
    completionStatus: verdict?.completionStatus,
    messages: verdict?.messages ?? [],
    percentComplete: end ? 100 : percentOf(step?.counters),
    isOptimized,
    counts: verdict && countsOf(aggregation, verdict),
  };
}

/** How the task ended; undefined if it has not. */
function endFor({ timeline, elapsedMs }: Aggregation, outcome: TaskOutcome) {
  if (outcome.kind !== "over") return undefined;
  const completedMs = outcome.afterMs ?? endOf(timeline);
  if (completedMs === undefined || elapsedMs < completedMs) return undefined;
  return { ...outcome, completedMs, verdictMs: completedMs + (outcome.completedEarlierMs ?? 0) };
}

/** Undefined if it never had counters. */
function countsOf(
  { id, timeline, isOptimized }: Aggregation,
  { ignored = 0 }: Pick<Over, "ignored">,
): TaskCounts | undefined {
  const counters = timeline.findLast((step) => step.counters)?.counters;
  return counters && taskCountsOf(counters, ignored, isOptimized, randomOf(id, "counts"));
}

function percentOf(counters: Counters | undefined): number {
  if (!counters || counters.totalAccounts === 0) return 0;
  return Math.min(99, Math.floor((100 * counters.processedAccounts) / counters.totalAccounts));
}

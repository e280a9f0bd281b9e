import type { Aggregation } from "./aggregation.ts";
import type { TaskMessage, TaskOutcome } from "./task-outcome.ts";
import { type Counters, endOf } from "./timeline.ts";

/**
 * The body of a 200 answer, a TaskStatus, as things are now. Its id is the aggregation's, as it is
 * at real tenants.
 */
export function taskBody(
  aggregation: Aggregation,
  outcome: TaskOutcome,
): Readonly<Record<string, unknown>> {
  const { id, sourceId, scenario, step } = aggregation;
  const end = endFor(aggregation, outcome);
  const verdict = end && aggregation.elapsedMs >= end.verdictMs ? end : undefined;
  const start = iso(aggregation.startMs);
  const completed = end && iso(aggregation.firstAskedMs + end.completedMs);
  return {
    id,
    type: "QUARTZ",
    uniqueName: "Cloud Account Aggregation",
    description: "Aggregates from the specified application.",
    parentName: null,
    launcher: "simulated.admin",
    target: { id: sourceId, type: "APPLICATION", name: `${scenario.source} [source]` },
    created: start,
    modified: completed ?? start,
    launched: start,
    completed: completed ?? null,
    completionStatus: verdict?.completionStatus ?? null,
    messages: verdict?.messages.map(spelled) ?? [],
    progress: completed ? null : "Started",
    percentComplete: completed ? 100 : percentOf(step?.counters),
    attributes: { appId: sourceId, optimizedAggregation: "enabled" },
    returns: [
      { name: "TASK_OUT_ACCOUNT_AGGREGATION_APPLICATIONS", attributeName: "applications" },
      { name: "TASK_OUT_ACCOUNT_AGGREGATION_TOTAL", attributeName: "total" },
    ],
  };
}

/** How the task ended; undefined while it has not, or where it never will. */
function endFor({ timeline, elapsedMs }: Aggregation, outcome: TaskOutcome) {
  const completedMs = endOf(timeline);
  if (outcome.kind !== "over" || completedMs === undefined || elapsedMs < completedMs) {
    return undefined;
  }
  return { ...outcome, completedMs, verdictMs: completedMs + (outcome.completedEarlierMs ?? 0) };
}

function spelled({ type, key, text }: TaskMessage) {
  return { type, key, localizedText: { locale: "en-US", message: text }, parameters: [] };
}

function percentOf(counters: Counters | undefined): number {
  if (!counters || counters.totalAccounts === 0) return 0;
  return Math.min(99, Math.floor((100 * counters.processedAccounts) / counters.totalAccounts));
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

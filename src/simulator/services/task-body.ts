import type { Aggregation } from "../state/aggregation.ts";
import type { EntitlementCounts, TaskCounts } from "../state/task-counts.ts";
import type { CompletionStatus, TaskMessage } from "../scenarios/task-outcome.ts";

/** The `type` of filters; in answers every `type` is QUARTZ. */
export type TaskType = "CLOUD_ACCOUNT_AGGREGATION" | "CLOUD_GROUP_AGGREGATION";

/** A task at present. Moments are milliseconds since the Unix epoch. */
export interface Task {
  readonly id: string;
  readonly type: TaskType;
  readonly uniqueName: string;
  readonly sourceId: string;
  readonly sourceName: string;
  readonly startMs: number;
  readonly completedMs: number | undefined;
  readonly completionStatus: CompletionStatus | undefined;
  readonly messages: readonly TaskMessage[];
  readonly percentComplete: number;
  readonly isOptimized: boolean;
  /** By the names of its attributes; undefined until it has an outcome. */
  readonly counts?: TaskCounts | undefined;
  readonly entitlementCounts?: EntitlementCounts | undefined;
}

export const launcher = "simulated.admin";

/** The body of a task, a TaskStatus. */
export function taskBody(task: Task): Readonly<Record<string, unknown>> {
  const { id, uniqueName, sourceId, sourceName, completionStatus, messages } = task;
  const start = iso(task.startMs);
  const completed = task.completedMs === undefined ? undefined : iso(task.completedMs);
  return {
    id,
    type: "QUARTZ",
    uniqueName,
    description: descriptions[task.type],
    parentName: null,
    launcher,
    target: { id: sourceId, type: "APPLICATION", name: `${sourceName} [source]` },
    created: start,
    modified: completed ?? start,
    launched: start,
    completed: completed ?? null,
    completionStatus: completionStatus ?? null,
    messages: messages.map(spelled),
    progress: completed ? null : "Started",
    percentComplete: task.percentComplete,
    attributes: {
      appId: sourceId,
      ...(task.type === "CLOUD_ACCOUNT_AGGREGATION" && {
        optimizedAggregation: optimization(task),
      }),
      ...task.counts,
      ...task.entitlementCounts,
    },
    returns: returns[task.type].map(([name, attributeName]) => ({ name, attributeName })),
  };
}

/** The body of the answer to a start: moments are numbers, and some names differ. */
export function startedBody(aggregation: Aggregation): Readonly<Record<string, unknown>> {
  const { id, source } = aggregation;
  const startMs = Math.floor(aggregation.startMs);
  return {
    success: true,
    task: {
      type: "QUARTZ",
      id,
      name: "Cloud Account Aggregation",
      description: descriptions.CLOUD_ACCOUNT_AGGREGATION,
      parentName: null,
      launcher,
      created: startMs,
      launched: startMs,
      completed: null,
      completionStatus: null,
      messages: [],
      returns: labeledReturns("CLOUD_ACCOUNT_AGGREGATION"),
      attributes: {
        eventId: Number.parseInt(id.slice(0, 6), 16),
        appId: source.id,
        optimizedAggregation: optimization(aggregation),
      },
      progress: null,
    },
  };
}

/** That of the answer to a start of entitlements: the task alone, which does not name its source. */
export function startedEntitlementsBody({
  id,
  startMs,
}: Aggregation): Readonly<Record<string, unknown>> {
  return {
    type: "QUARTZ",
    id,
    name: "Cloud Group Aggregation",
    description: descriptions.CLOUD_GROUP_AGGREGATION,
    parentName: null,
    launcher,
    created: iso(startMs).replace("Z", "+00:00"),
    launched: null,
    completed: null,
    progress: null,
    completionStatus: null,
    messages: [],
    returns: labeledReturns("CLOUD_GROUP_AGGREGATION"),
    attributes: { creatorStack: "simulated", taskStartDelay: null },
  };
}

const descriptions: Readonly<Record<TaskType, string>> = {
  CLOUD_ACCOUNT_AGGREGATION: "Aggregates from the specified application.",
  CLOUD_GROUP_AGGREGATION: "Aggregates entitlements from the specified application.",
};

const returns = {
  CLOUD_ACCOUNT_AGGREGATION: [
    ["TASK_OUT_ACCOUNT_AGGREGATION_APPLICATIONS", "applications"],
    ["TASK_OUT_ACCOUNT_AGGREGATION_TOTAL", "total"],
    ["TASK_OUT_ACCOUNT_AGGREGATION_OPTIMIZED", "optimizedAggregation"],
    ["TASK_OUT_ACCOUNT_AGGREGATION_IGNORED", "ignored"],
    ["TASK_OUT_UNCHANGED_ACCOUNTS", "optimized"],
    ["TASK_OUT_ACCOUNT_AGGREGATION_CREATED", "created"],
    ["TASK_OUT_ACCOUNT_AGGREGATION_UPDATED", "updated"],
    ["TASK_OUT_ACCOUNT_AGGREGATION_DELETED", "deleted"],
  ],
  CLOUD_GROUP_AGGREGATION: [
    ["TASK_OUT_ACCOUNT_GROUP_AGGREGATION_APPLICATIONS", "applications"],
    ["TASK_OUT_ACCOUNT_GROUP_AGGREGATION_TOTAL", "total"],
    ["TASK_OUT_ACCOUNT_GROUP_AGGREGATION_CREATED", "groupsCreated"],
    ["TASK_OUT_ACCOUNT_GROUP_AGGREGATION_UPDATED", "groupsUpdated"],
    ["TASK_OUT_ACCOUNT_GROUP_AGGREGATION_DELETED", "groupsDeleted"],
  ],
} as const satisfies Readonly<Record<TaskType, readonly (readonly [string, string])[]>>;

function labeledReturns(type: TaskType) {
  return returns[type].map(([displayLabel, attributeName]) => ({ displayLabel, attributeName }));
}

function optimization({ isOptimized }: { readonly isOptimized: boolean }): string {
  return isOptimized ? "enabled" : "disabled";
}

function spelled({ type, key, text }: TaskMessage) {
  const localizedText = text === null ? null : { locale: "en-US", message: text };
  return { type, key, localizedText, parameters: [] };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

import { drawHex, drawWhole, type Random, randomOf } from "../timeline/random.ts";
import type { SimulatedSource } from "./sources.ts";
import type { Task, TaskType } from "../services/task-body.ts";
import type { TaskMessage } from "../scenarios/task-outcome.ts";

const dayMs = 86_400_000;

/** One for each source in turn, so that every spelling occurs. */
const mishaps = ["WARNING", "TEMPERROR", "Success", "TEMP_ERROR", "TERMINATED"] as const;

const ignored: TaskMessage = {
  type: "WARN",
  key: "task_out_account_aggregation_ignored",
  text: null,
};

/** The tasks of the days before: for each source two aggregations, and one of entitlements. */
export function pastTasksOf(
  sources: readonly SimulatedSource[],
  seed: number,
  nowMs: number,
): readonly Task[] {
  return sources.flatMap((source, place) => {
    const random = randomOf(seed, source.id, "past");
    const mishap = mishaps[place % mishaps.length] ?? "WARNING";
    const outcomes = [
      { daysAgo: 1, type: "CLOUD_ACCOUNT_AGGREGATION", completionStatus: "SUCCESS" },
      { daysAgo: 1, type: "CLOUD_GROUP_AGGREGATION", completionStatus: "SUCCESS" },
      { daysAgo: 2, type: "CLOUD_ACCOUNT_AGGREGATION", completionStatus: mishap },
    ] as const;
    return outcomes.map(({ daysAgo, type, completionStatus }) => {
      const startMs = Math.floor(nowMs) - daysAgo * dayMs - drawWhole(random, [0, 36_000_000]);
      return Object.assign(pendingTask(source, type, startMs, random), {
        completedMs: startMs + drawWhole(random, [60_000, 1_800_000]),
        completionStatus,
        messages: completionStatus === "WARNING" ? [ignored] : [],
        percentComplete: 100,
      });
    });
  });
}

/** A task that has been pending for days, of an aggregation that is gone. */
export function stuckTaskOf(source: SimulatedSource, seed: number, nowMs: number): Task {
  const random = randomOf(seed, source.id, "stuck");
  const startMs = Math.floor(nowMs) - 5 * dayMs;
  return pendingTask(source, "CLOUD_ACCOUNT_AGGREGATION", startMs, random);
}

function pendingTask(
  source: SimulatedSource,
  type: TaskType,
  startMs: number,
  random: Random,
): Task {
  return {
    id: drawHex(random, 32),
    type,
    uniqueName: `${names[type]} ${startMs}`,
    sourceId: source.id,
    sourceName: source.name,
    startMs,
    completedMs: undefined,
    completionStatus: undefined,
    messages: [],
    percentComplete: 0,
    isOptimized: true,
  };
}

const names: Readonly<Record<TaskType, string>> = {
  CLOUD_ACCOUNT_AGGREGATION: "Cloud Account Aggregation",
  CLOUD_GROUP_AGGREGATION: "Cloud Group Aggregation",
};

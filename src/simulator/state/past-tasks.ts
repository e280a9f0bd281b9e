import { drawHex, drawWhole, randomOf } from "../timeline/random.ts";
import type { SimulatedSource } from "./sources.ts";
import type { Task, TaskType } from "../services/task-body.ts";
import type { CompletionStatus, TaskMessage } from "../scenarios/task-outcome.ts";

const dayMs = 86_400_000;

/** What one task of a source came to, so many days ago. */
interface PastOutcome {
  readonly daysAgo: number;
  readonly type: TaskType;
  readonly completionStatus: CompletionStatus;
  readonly messages: readonly TaskMessage[];
}

const aggregation = { type: "CLOUD_ACCOUNT_AGGREGATION", messages: [] } as const;

/** Those of each source in turn, so that each spelling is to be found. */
const mishaps: readonly PastOutcome[] = [
  {
    ...aggregation,
    daysAgo: 2,
    completionStatus: "WARNING",
    // Nobody has put this one into words.
    messages: [{ type: "WARN", key: "task_out_account_aggregation_ignored", text: null }],
  },
  { ...aggregation, daysAgo: 2, completionStatus: "TEMPERROR" },
  { ...aggregation, daysAgo: 2, completionStatus: "Success" },
  { ...aggregation, daysAgo: 2, completionStatus: "TEMP_ERROR" },
  { ...aggregation, daysAgo: 2, completionStatus: "TERMINATED" },
];

/**
 * What the tenant did in the days before: for each source an aggregation that worked, one that
 * mostly did not, and one of entitlements, which is another kind of task.
 *
 * @param nowMs the present: milliseconds since the Unix epoch
 */
export function pastTasksOf(
  sources: readonly SimulatedSource[],
  seed: number,
  nowMs: number,
): readonly Task[] {
  return sources.flatMap((source, place) => {
    const turn = place % mishaps.length;
    const random = randomOf(seed, source.id, "past");
    const outcomes: readonly PastOutcome[] = [
      { ...aggregation, daysAgo: 1, completionStatus: "SUCCESS" },
      { ...aggregation, daysAgo: 1, type: "CLOUD_GROUP_AGGREGATION", completionStatus: "SUCCESS" },
      ...mishaps.slice(turn, turn + 1),
    ];
    return outcomes.map(({ daysAgo, type, completionStatus, messages }) => {
      const startMs = Math.floor(nowMs) - daysAgo * dayMs - drawWhole(random, [0, 36_000_000]);
      return {
        id: drawHex(random, 32),
        type,
        uniqueName: `${names[type]} ${startMs}`,
        sourceId: source.id,
        sourceName: source.name,
        startMs,
        completedMs: startMs + drawWhole(random, [60_000, 1_800_000]),
        completionStatus,
        messages,
        percentComplete: 100,
        isOptimized: true,
      };
    });
  });
}

/** A task that nobody has cleared for days, of an aggregation that is gone. */
export function stuckTaskOf(source: SimulatedSource, seed: number, nowMs: number): Task {
  const random = randomOf(seed, source.id, "stuck");
  const startMs = Math.floor(nowMs) - 5 * dayMs;
  return {
    id: drawHex(random, 32),
    type: "CLOUD_ACCOUNT_AGGREGATION",
    uniqueName: `${names.CLOUD_ACCOUNT_AGGREGATION} ${startMs}`,
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

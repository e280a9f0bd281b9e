import { knownSpelling } from "../../api/answer/known-spelling.ts";
import type { TaskCounts } from "../../api/endpoints/task-counts.ts";
import { isOver, type TaskMessage, type TaskStatus } from "../../api/endpoints/task-status.ts";

/** The outcomes that the API documents; TEMP_ERROR is also spelled TEMPERROR. */
export const taskOutcomes = ["SUCCESS", "WARNING", "ERROR", "TERMINATED", "TEMP_ERROR"] as const;

export type TaskOutcome = (typeof taskOutcomes)[number];

export interface Verdict {
  /** UNDECIDED while the task has no outcome; UNKNOWN for one that is not documented. */
  readonly kind: TaskOutcome | "UNDECIDED" | "UNKNOWN";
  readonly completionStatus: string | undefined;
  readonly messages: readonly TaskMessage[];
  /** Whether this is final: an outcome may appear a moment before or after the end. */
  readonly over: boolean;
}

export type TaskVerdict =
  | {
      readonly kind: TaskOutcome;
      readonly messages: readonly TaskMessage[];
      readonly counts?: TaskCounts | undefined;
    }
  | { readonly kind: "UNREADABLE"; readonly reason: string };

export function verdictOf(task: TaskStatus): Verdict {
  const { completionStatus, messages } = task;
  const known = knownSpelling(taskOutcomes, completionStatus ?? "") ?? "UNKNOWN";
  const kind = completionStatus === undefined ? "UNDECIDED" : known;
  return { kind, completionStatus, messages, over: isOver(task) };
}

const badKinds: Readonly<Record<TaskVerdict["kind"], boolean>> = {
  SUCCESS: false,
  WARNING: false,
  ERROR: true,
  TERMINATED: true,
  TEMP_ERROR: true,
  UNREADABLE: false,
};

/** Whether a verdict says that the aggregation went wrong, even if its status is COMPLETED. */
export function isBad(verdict: Pick<TaskVerdict, "kind"> | undefined): boolean {
  return verdict !== undefined && badKinds[verdict.kind];
}

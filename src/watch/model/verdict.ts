import { knownSpelling } from "../../api/answer/known-spelling.ts";
import { isOver, type TaskMessage, type TaskStatus } from "../../api/endpoints/task-status.ts";

/** The outcomes that the API documents; TEMP_ERROR is also spelled TEMPERROR. */
export const taskOutcomes = ["SUCCESS", "WARNING", "ERROR", "TERMINATED", "TEMP_ERROR"] as const;

/** An outcome that the API documents. */
export type TaskOutcome = (typeof taskOutcomes)[number];

/** Whether an aggregation worked, as its task says at one moment. */
export interface Verdict {
  /** UNDECIDED while the task has no outcome; UNKNOWN for one that nobody published. */
  readonly kind: TaskOutcome | "UNDECIDED" | "UNKNOWN";
  /** The outcome as the API spells it. */
  readonly completionStatus: string | undefined;
  readonly messages: readonly TaskMessage[];
  /** Whether this is the last word: an outcome may stand a moment before or after the end. */
  readonly over: boolean;
}

/** What came of asking the task, once it is not asked any more. */
export type TaskVerdict =
  | { readonly kind: TaskOutcome; readonly messages: readonly TaskMessage[] }
  /** It did not tell. */
  | { readonly kind: "UNREADABLE"; readonly reason: string };

/** @returns what the task says of its aggregation */
export function verdictOf(task: TaskStatus): Verdict {
  const { completionStatus, messages } = task;
  return { kind: kindOf(completionStatus), completionStatus, messages, over: isOver(task) };
}

/** Whether a verdict says that the aggregation went wrong, whatever its status says. */
export function isBad(verdict: Pick<TaskVerdict, "kind"> | undefined): boolean {
  switch (verdict?.kind) {
    case "ERROR":
    case "TERMINATED":
    case "TEMP_ERROR":
      return true;
    case "SUCCESS":
    case "WARNING":
    case "UNREADABLE":
    case undefined:
      return false;
  }
}

function kindOf(completionStatus: string | undefined): Verdict["kind"] {
  if (completionStatus === undefined) return "UNDECIDED";
  return knownSpelling(taskOutcomes, completionStatus) ?? "UNKNOWN";
}

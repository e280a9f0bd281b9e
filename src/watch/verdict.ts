import { isOver, type TaskMessage, type TaskStatus } from "../api/task-status.ts";

/** The outcomes that the API documents; TEMP_ERROR is also spelled TEMPERROR. */
const outcomes = ["SUCCESS", "WARNING", "ERROR", "TERMINATED", "TEMP_ERROR"] as const;

/** Whether an aggregation worked, as its task says. */
export interface Verdict {
  /** UNDECIDED while the task has no outcome; UNKNOWN for one that nobody published. */
  readonly kind: (typeof outcomes)[number] | "UNDECIDED" | "UNKNOWN";
  /** The outcome as the API spells it. */
  readonly completionStatus: string | undefined;
  readonly messages: readonly TaskMessage[];
  /** Whether this is the last word: an outcome may stand a moment before or after the end. */
  readonly over: boolean;
}

/** @returns what the task says of its aggregation */
export function verdictOf(task: TaskStatus): Verdict {
  const { completionStatus, messages } = task;
  return { kind: kindOf(completionStatus), completionStatus, messages, over: isOver(task) };
}

function kindOf(completionStatus: string | undefined): Verdict["kind"] {
  if (completionStatus === undefined) return "UNDECIDED";
  const letters = lettersOf(completionStatus);
  return outcomes.find((outcome) => lettersOf(outcome) === letters) ?? "UNKNOWN";
}

function lettersOf(spelling: string): string {
  return spelling.toUpperCase().replaceAll(/[^A-Z]/g, "");
}

import type { Scenario, ScriptedEnding } from "./scenario.ts";
import { type CompletionStatus, success, type TaskOutcome } from "./task-outcome.ts";

/** What whoever watches a scenario must report in the end. */
export interface ScriptedOutcome {
  /** FAILED: its task alone says what it came to, and that it went wrong. */
  readonly ending: ScriptedEnding | "FAILED";
  /** What its task says of it; undefined where nobody has to ask the task. */
  readonly verdict: ScriptedVerdict | undefined;
}

/** UNREADABLE: the task does not tell. */
export type ScriptedVerdict =
  | "SUCCESS"
  | "WARNING"
  | "ERROR"
  | "TERMINATED"
  | "TEMP_ERROR"
  | "UNREADABLE";

/** A COMPLETED is told with its task's verdict; a status that is gone gives way to the task's. */
export function scriptedOutcome({ ending, task = success }: Scenario): ScriptedOutcome {
  switch (ending) {
    case "COMPLETED":
      return { ending, verdict: verdictOf(task) };
    case "EXPIRED":
    case "NOT_FOUND":
      return unseenOutcome(ending, verdictOf(task));
    case "CANCELLED":
    case "TERMINATED":
    case "REFUSED":
      return { ending, verdict: undefined };
  }
}

function unseenOutcome(ending: ScriptedEnding, verdict: ScriptedVerdict): ScriptedOutcome {
  switch (verdict) {
    case "UNREADABLE":
      return { ending, verdict };
    case "TERMINATED":
      return { ending: verdict, verdict };
    case "ERROR":
    case "TEMP_ERROR":
      return { ending: "FAILED", verdict };
    case "SUCCESS":
    case "WARNING":
      return { ending: "COMPLETED", verdict };
  }
}

function verdictOf(task: TaskOutcome): ScriptedVerdict {
  return task.kind === "over" ? verdicts[task.completionStatus] : "UNREADABLE";
}

const verdicts: Readonly<Record<CompletionStatus, ScriptedVerdict>> = {
  SUCCESS: "SUCCESS",
  Success: "SUCCESS",
  WARNING: "WARNING",
  ERROR: "ERROR",
  TERMINATED: "TERMINATED",
  TEMPERROR: "TEMP_ERROR",
  TEMP_ERROR: "TEMP_ERROR",
};

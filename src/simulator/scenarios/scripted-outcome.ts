import type { Scenario, ScriptedEnding } from "./scenario.ts";
import { type CompletionStatus, success, type TaskOutcome } from "./task-outcome.ts";

/** What a watcher must report of a scenario in the end. */
export interface ScriptedOutcome {
  /** FAILED: known from the task alone, which reports an error. */
  readonly ending: ScriptedEnding | "FAILED";
  /** Undefined where the task need not be checked. */
  readonly verdict: ScriptedVerdict | undefined;
}

/** UNREADABLE: the task has no outcome. */
export type ScriptedVerdict = Exclude<CompletionStatus, "Success" | "TEMPERROR"> | "UNREADABLE";

/** A COMPLETED comes with its task's verdict; where the status is gone, the task decides. */
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
  if (task.kind !== "over") return "UNREADABLE";
  const { completionStatus } = task;
  if (completionStatus === "Success") return "SUCCESS";
  return completionStatus === "TEMPERROR" ? "TEMP_ERROR" : completionStatus;
}

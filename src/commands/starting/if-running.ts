import type { StartOptions as Start } from "../../api/endpoints/start.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";

/** What `--if-running` takes. */
export const ifRunningChoices = ["wait", "join", "fail"] as const;

/**
 * What a start does where an aggregation of its source is running: wait for its end and then start,
 * watch that one in place of a new one, or fail.
 */
export type IfRunning = (typeof ifRunningChoices)[number];

/** What a start asks for that a running aggregation may not give, as the user wrote it. */
export function demandsOf({ disableOptimization, file }: Start): string {
  return [file && "--file", disableOptimization && "--unoptimized"].filter(Boolean).join(" and ");
}

/**
 * Whether a start asks for more than a running aggregation gives: accounts of its own, or all
 * accounts where the task does not say that it processes all.
 */
export function asksForMore(
  { disableOptimization, file }: Start,
  { isOptimized }: Pick<TaskStatus, "isOptimized">,
): boolean {
  return file !== undefined || (disableOptimization && isOptimized !== false);
}

/** What is done where the user has not said and cannot be asked: never less than the start wants. */
export function usualIfRunning(start: Start, running: Pick<TaskStatus, "isOptimized">): IfRunning {
  return asksForMore(start, running) ? "wait" : "join";
}

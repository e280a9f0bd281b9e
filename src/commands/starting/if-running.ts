import type { StartOptions as Start } from "../../api/endpoints/start.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";

export const ifRunningChoices = ["wait", "join", "fail"] as const;

/** Where one of the source is running: wait for its end and then start, watch that one, or fail. */
export type IfRunning = (typeof ifRunningChoices)[number];

/** What a start asks for that a running aggregation may not give, as the user wrote it. */
export function demandsOf({ disableOptimization, file }: Start): string {
  return [file && "--file", disableOptimization && "--unoptimized"].filter(Boolean).join(" and ");
}

/** Whether a start has accounts of its own, or wants all where the task may not process all. */
export function asksForMore(
  { disableOptimization, file }: Start,
  { isOptimized }: Pick<TaskStatus, "isOptimized">,
): boolean {
  return file !== undefined || (disableOptimization && isOptimized !== false);
}

/** The default where the user cannot be asked: never less than the start asks for. */
export function usualIfRunning(start: Start, running: Pick<TaskStatus, "isOptimized">): IfRunning {
  return asksForMore(start, running) ? "wait" : "join";
}

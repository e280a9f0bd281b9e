import type { Api } from "../http/api.ts";
import { filterOf } from "./filters.ts";
import { isOver } from "./task-status.ts";
import { type ListedTask, tasksPage } from "./tasks.ts";

/** Ten of each kind that completed are among these, beside failed ones. */
const mostTasks = 50;

/**
 * The newest aggregations of a source that are over, newest first, by one request. The filter by
 * `type` is documented too, but some tenants refuse it. Throws ApiError.
 */
export async function finishedAggregations(
  api: Api,
  sourceId: string,
): Promise<readonly ListedTask[]> {
  const tasks = await tasksPage(api, filterOf("sourceId", "eq", sourceId), 0, mostTasks);
  return tasks.filter(
    (task) =>
      task !== undefined && task.sourceId === sourceId && task.kind !== undefined && isOver(task),
  ) as readonly ListedTask[];
}

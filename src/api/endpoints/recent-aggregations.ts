import type { Api } from "../http/api.ts";
import { allOf, type Filter, filterOf } from "./filters.ts";
import { firstServed, type Way } from "./first-served.ts";
import { allPages } from "./pages.ts";
import { listsUnfinishedTasks } from "../http/paths.ts";
import { createRunningFinder, ofAccountAggregations } from "./running-aggregations.ts";
import { isAccountAggregation, type TaskStatus } from "./task-status.ts";
import { type ListedTask, tasksPage, tasksPerPage } from "./tasks.ts";

/**
 * Finds the account aggregations of the last 90 days, running or over, newest first: those of one
 * source, or of all. Where a tenant refuses the filters, what it lists is filtered here.
 *
 * @param sourceId undefined: those of all sources
 * @param mostPages how far to look back
 * @param perPage how many tasks a page has; a hundred where other tasks are among them
 * @returns asks, one request after the other; it throws ApiError: RefusedError 403 without the
 *   scope `idn:task-management:read`
 */
export function createRecentFinder(
  api: Api,
  sourceId: string | undefined,
  mostPages: number,
  perPage = tasksPerPage,
): Way<readonly ListedTask[]> {
  const listed = (filter: Filter | undefined, size: number, isOfType: boolean) => async () => {
    const tasks = await allPages(size, mostPages, (offset, limit) =>
      tasksPage(api, filter, offset, limit),
    );
    return tasks.filter((task) => isAccountAggregation(task, isOfType));
  };
  const ofSource = sourceId === undefined ? [] : [filterOf("sourceId", "eq", sourceId)];
  const ask = firstServed(
    [
      listed(allOf(...ofSource, ofAccountAggregations), perPage, true),
      ...ofSource.map((filter) => listed(filter, tasksPerPage, false)),
    ],
    listed(undefined, tasksPerPage, false),
  );
  const findUnlisted = listsUnfinishedTasks(api.version)
    ? () => Promise.resolve([])
    : createRunningFinder(api);
  return async () => {
    const listedTasks = await ask();
    const found = new Map<string, ListedTask>();
    for (const task of [...(await findUnlisted()), ...listedTasks]) found.set(task.id, task);
    return [...found.values()]
      .filter((task) => isOf(task, sourceId))
      .toSorted((one, other) => (other.created ?? 0) - (one.created ?? 0));
  };
}

function isOf(task: TaskStatus, sourceId: string | undefined): boolean {
  return sourceId === undefined || task.sourceId === sourceId;
}

import type { Api } from "./api.ts";
import { allOf, type Filter } from "./filters.ts";
import { firstServed, type Way } from "./first-served.ts";
import { allPages } from "./pages.ts";
import { listsUnfinishedTasks, pathsOf } from "./paths.ts";
import { isAccountAggregation, isOver } from "./task-status.ts";
import { type ListedTask, pendingTasksPage, tasksPage, tasksPerPage } from "./tasks.ts";

/** The type of an account aggregation, as a filter names it. */
export const ofAccountAggregations: Filter = 'type eq "CLOUD_ACCOUNT_AGGREGATION"';
const ofUnfinished: Filter = "completionStatus isnull";

/** More tasks than that are not pending at once. */
const mostPages = 10;
/** Where nothing can be filtered: what runs now has hardly begun before the newest 300 tasks. */
const newestPages = 3;

/**
 * Finds the account aggregations that are running now.
 *
 * Versions since v2025 list them by a filter; before that they are in `pending-tasks`. A tenant may
 * refuse a documented filter, or have given the older list up: then the next way is tried, and in
 * the end the newest tasks are looked through. What was refused is not asked for again.
 *
 * @returns asks, one request after the other; call it again for the present. It throws ApiError:
 *   RefusedError 403 without the scope `idn:task-management:read`
 */
export function createRunningFinder(api: Api): Way<readonly ListedTask[]> {
  const { pendingTasks: path } = pathsOf(api.version);
  const listed = (filter: Filter) => () =>
    allPages(tasksPerPage, mostPages, (offset) => tasksPage(api, filter, offset));
  const filtered = listsUnfinishedTasks(api.version)
    ? [listed(allOf(ofAccountAggregations, ofUnfinished)), listed(ofUnfinished)]
    : [];
  const pending = (path === undefined ? [] : [path]).map(
    (list) => () =>
      allPages(tasksPerPage, mostPages, (offset) => pendingTasksPage(api, list, offset)),
  );
  const ask = firstServed([...filtered, ...pending], () =>
    allPages(tasksPerPage, newestPages, (offset) => tasksPage(api, undefined, offset)),
  );
  return async () => (await ask()).filter((task) => isAccountAggregation(task) && !isOver(task));
}

import type { Api } from "../http/api.ts";
import { allOf, type Filter } from "./filters.ts";
import { firstServed, type Way } from "./first-served.ts";
import { allPages } from "./pages.ts";
import { listsUnfinishedTasks, pathsOf } from "../http/paths.ts";
import { isAccountAggregation, isOver } from "./task-status.ts";
import {
  type ListedTask,
  pendingTasksPage,
  type TaskPage,
  tasksPage,
  tasksPerPage,
} from "./tasks.ts";

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
  const listed = (filter: Filter | undefined, most: number, isOfType: boolean) =>
    pages((offset, limit) => tasksPage(api, filter, offset, limit), most, isOfType);
  const filtered = listsUnfinishedTasks(api.version)
    ? [
        listed(allOf(ofAccountAggregations, ofUnfinished), mostPages, true),
        listed(ofUnfinished, mostPages, false),
      ]
    : [];
  const pending = (path === undefined ? [] : [path]).map((list) =>
    pages((offset, limit) => pendingTasksPage(api, list, offset, limit), mostPages, false),
  );
  return firstServed([...filtered, ...pending], listed(undefined, newestPages, false));
}

type Page = (offset: number, limit: number) => Promise<TaskPage>;

function pages(page: Page, most: number, isOfType: boolean): Way<readonly ListedTask[]> {
  return async () => {
    const tasks = await allPages(tasksPerPage, most, page);
    return tasks.filter((task) => isAccountAggregation(task, isOfType) && !isOver(task));
  };
}

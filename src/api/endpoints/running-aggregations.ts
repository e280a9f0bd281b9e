import type { Api } from "../http/api.ts";
import type { AggregationKind } from "./aggregation-kind.ts";
import { allOf, type Filter } from "./filters.ts";
import { firstServed, type Way } from "./first-served.ts";
import { ofKinds, ofTypes } from "./of-kinds.ts";
import { allPages, type Page } from "./pages.ts";
import { listsUnfinishedTasks, pathsOf } from "../http/paths.ts";
import { isOver } from "./task-status.ts";
import { type ListedTask, pendingTasksPage, tasksPage, tasksPerPage } from "./tasks.ts";

const ofUnfinished: Filter = "completionStatus isnull";

/** No tenant has more tasks pending at once. */
const mostPending = 2500;
/** Without any filter: what runs now has hardly begun before the newest 300 tasks. */
const mostNewest = 300;

/**
 * Versions since v2025 list them by a filter, older ones in `pending-tasks`. A tenant may refuse a
 * documented filter, or no longer have that list: at last the newest tasks are searched.
 * RefusedError 403 without the scope `idn:task-management:read`.
 */
export function createRunningFinder(
  api: Api,
  kinds: readonly AggregationKind[] = ["account"],
): Way<readonly ListedTask[]> {
  const { pendingTasks: path } = pathsOf(api.version);
  const listed = (filter: Filter | undefined, most: number, isOfType: boolean) =>
    pages((offset, limit) => tasksPage(api, filter, offset, limit), most, kinds, isOfType);
  const filtered = listsUnfinishedTasks(api.version)
    ? [
        listed(allOf(ofTypes(kinds), ofUnfinished), mostPending, true),
        listed(ofUnfinished, mostPending, false),
      ]
    : [];
  const pending = (path === undefined ? [] : [path]).map((list) =>
    pages((offset, limit) => pendingTasksPage(api, list, offset, limit), mostPending, kinds, false),
  );
  return firstServed([...filtered, ...pending], listed(undefined, mostNewest, false));
}

function pages(
  page: (offset: number, limit: number) => Promise<Page<ListedTask>>,
  most: number,
  kinds: readonly AggregationKind[],
  isOfType: boolean,
): Way<readonly ListedTask[]> {
  return async () => {
    const tasks = await allPages(tasksPerPage, most, page);
    return ofKinds(tasks, kinds, isOfType).filter((task) => !isOver(task));
  };
}

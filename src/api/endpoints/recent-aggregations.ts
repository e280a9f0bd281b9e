import type { Api } from "../http/api.ts";
import type { AggregationKind } from "./aggregation-kind.ts";
import { allOf, type Filter, filterOf } from "./filters.ts";
import { firstServed, type Way } from "./first-served.ts";
import { ofKinds, ofTypes } from "./of-kinds.ts";
import { allPages } from "./pages.ts";
import { listsUnfinishedTasks } from "../http/paths.ts";
import { createRunningFinder } from "./running-aggregations.ts";
import { type ListedTask, tasksPage, tasksPerPage } from "./tasks.ts";

/** What is filtered here has other tasks among it. */
const fewestUnfiltered = 100;

/**
 * The newest `most` of the last 90 days, newest first. Where a tenant refuses the filters, its tasks
 * are filtered here. RefusedError 403 without the scope `idn:task-management:read`.
 */
export function createRecentFinder(
  api: Api,
  sourceId: string | undefined,
  most: number,
  kinds: readonly AggregationKind[] = ["account"],
): Way<readonly ListedTask[]> {
  const listed = (filter: Filter | undefined, count: number, isOfType: boolean) => async () => {
    const tasks = await allPages(tasksPerPage, count, (offset, limit) =>
      tasksPage(api, filter, offset, limit),
    );
    return ofKinds(tasks, kinds, isOfType);
  };
  const unfiltered = Math.max(most, fewestUnfiltered);
  const ofSource = sourceId === undefined ? [] : [filterOf("sourceId", "eq", sourceId)];
  const ask = firstServed(
    [
      listed(allOf(...ofSource, ofTypes(kinds)), most, true),
      ...ofSource.map((filter) => listed(filter, unfiltered, false)),
    ],
    listed(undefined, unfiltered, false),
  );
  const findUnlisted = listsUnfinishedTasks(api.version)
    ? () => Promise.resolve([])
    : createRunningFinder(api, kinds);
  return async () => {
    const listedTasks = await ask();
    const tasks = [...(await findUnlisted()), ...listedTasks];
    return [...new Map(tasks.map((task) => [task.id, task])).values()]
      .filter((task) => sourceId === undefined || task.sourceId === sourceId)
      .toSorted((one, other) => (other.created ?? 0) - (one.created ?? 0));
  };
}

import type { Api } from "../http/api.ts";
import { listsUnfinishedTasks } from "../http/paths.ts";
import { allOf, type Filter, oneOf } from "./filters.ts";
import { firstServed } from "./first-served.ts";
import { ofKinds, ofTypes } from "./of-kinds.ts";
import { firstPages } from "./pages.ts";
import { createRunningFinder } from "./running-aggregations.ts";
import { isOver } from "./task-status.ts";
import { type ListedTask, tasksPage, tasksPerPage } from "./tasks.ts";

/** Of all sources together: eight requests. */
const mostTasks = 2000;
/** Sources that are in none of those are looked up together; their ids fit into a URL. */
const sourcesAtOnce = 50;
const mostOfThese = 1000;

/** The last account aggregations of sources, as far as the tenant's task list was read. */
export interface LastAggregations {
  /** Newest first. */
  readonly tasks: readonly ListedTask[];
  /**
   * By source, where the list was not read to its end and has none that is over: since when there is
   * none, in milliseconds since the Unix epoch.
   */
  readonly unseenSince: ReadonlyMap<string, number>;
}

interface Listed {
  readonly tasks: readonly ListedTask[];
  /** Whether there are no older ones. */
  readonly isWhole: boolean;
  /** How far back they reach, in milliseconds since the Unix epoch. */
  readonly since: number;
}

const kinds = ["account"] as const;
const ofAccounts = ofTypes(kinds);

type Ids = readonly string[];

/**
 * The newest account aggregations of sources, until each has one that is over, by requests for many
 * sources at a time. RefusedError 403 without the scope `idn:task-management:read`.
 */
export async function lastAggregations(api: Api, sourceIds: Ids): Promise<LastAggregations> {
  const listed = async (
    filter: Filter | undefined,
    most: number,
    isOfType: boolean,
    ids: Ids,
  ): Promise<Listed> => {
    const wanted = (tasks: readonly ListedTask[]) => ofKinds(tasks, kinds, isOfType);
    const { entries, isWhole } = await firstPages(
      tasksPerPage,
      most,
      (offset, limit) => tasksPage(api, filter, offset, limit),
      (tasks) => withoutEnded(ids, wanted(tasks)).length === 0,
    );
    const moments = entries.flatMap((task) => task.created ?? []);
    return { tasks: wanted(entries), isWhole, since: Math.min(...moments) };
  };
  const ofAll = firstServed<Listed, [Ids]>(
    [(ids) => listed(ofAccounts, mostTasks, true, ids)],
    (ids) => listed(undefined, mostTasks, false, ids),
  );
  const of = (ids: Ids) => oneOf("sourceId", ids);
  const ofThese = firstServed<Listed, [Ids]>(
    [
      (ids) => listed(allOf(of(ids), ofAccounts), mostOfThese, true, ids),
      (ids) => listed(of(ids), mostOfThese, false, ids),
    ],
    // Without such a filter, no more is known of them.
    () => Promise.resolve({ tasks: [], isWhole: false, since: Number.POSITIVE_INFINITY }),
  );
  const first = await ofAll(sourceIds);
  const tasks = [...first.tasks];
  const unseenSince = new Map<string, number>();
  const missing = first.isWhole ? [] : withoutEnded(sourceIds, tasks);
  for (let at = 0; at < missing.length; at += sourcesAtOnce) {
    const ids = missing.slice(at, at + sourcesAtOnce);
    const more = await ofThese(ids);
    tasks.push(...more.tasks);
    const since = Math.min(more.since, first.since);
    for (const id of more.isWhole ? [] : withoutEnded(ids, more.tasks)) unseenSince.set(id, since);
  }
  if (!listsUnfinishedTasks(api.version)) tasks.push(...(await createRunningFinder(api)()));
  const own = new Map(tasks.map((task) => [task.id, task]));
  return {
    tasks: [...own.values()].toSorted((one, other) => created(other) - created(one)),
    unseenSince,
  };
}

/** Those of which none of the tasks is over. */
function withoutEnded(ids: Ids, tasks: readonly ListedTask[]): Ids {
  const ended = new Set(tasks.filter(isOver).map(({ sourceId }) => sourceId));
  return ids.filter((id) => !ended.has(id));
}

/** An unknown moment is older than all others. */
function created(task: ListedTask): number {
  return task.created ?? 0;
}

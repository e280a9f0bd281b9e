import { spanMs } from "../../time/span.ts";
import type { Api } from "../http/api.ts";
import { dateOf, unreadable } from "../http/failure.ts";
import type { Filter } from "./filters.ts";
import { pathsOf } from "../http/paths.ts";
import type { Answer } from "../http/send.ts";
import { parseTaskList, parseTaskStatus, taskShapes, type TaskStatus } from "./task-status.ts";

/** How many tasks a page has. The API gives 250, but each may be many kilobytes. */
export const tasksPerPage = 100;

const scope = "idn:task-management:read";

/** A task as a list shows it, without what it has to say, and when the tenant said so. */
export interface ListedTask extends TaskStatus {
  /** The answer's `Date`, or our own clock where it has none: epoch milliseconds. */
  readonly answeredAt: number;
}

/**
 * For how long a task has run, or ran, in milliseconds; undefined where it does not say since when.
 * Both ends are the tenant's, so that a wrong clock of this computer does not show.
 */
export function taskRunningMs({ created, completed, answeredAt }: ListedTask): number | undefined {
  return spanMs(created, completed ?? answeredAt);
}

/** A page of a list: undefined stands for each entry that could not be read. */
export type TaskPage = readonly (ListedTask | undefined)[];

/**
 * Reads one task, for 90 days: `GET /v2024/task-status/{id}`. One request.
 *
 * @throws ApiError; NotFoundError where the tenant knows no such task
 */
export async function taskById({ version, ask }: Api, id: string): Promise<TaskStatus> {
  const path = pathsOf(version).task(id);
  const answer = await ask({ method: "GET", path, reads: taskShapes.single, scope });
  const task = parseTaskStatus(answer.body);
  if (!task) throw unreadable(answer);
  return task;
}

/**
 * Reads one page of the tasks of 90 days, newest first: `GET /v2024/task-status`. One request.
 *
 * @param filter undefined: all
 * @throws ApiError; RefusedError 400 where the tenant does not serve the filter
 */
export async function tasksPage(
  { version, ask }: Api,
  filter: Filter | undefined,
  offset: number,
  limit: number,
): Promise<TaskPage> {
  const query = {
    ...(filter !== undefined && { filters: filter }),
    sorters: "-created",
    ...window(offset, limit),
  };
  const path = pathsOf(version).tasks;
  return tasksIn(await ask({ method: "GET", path, query, reads: taskShapes.list, scope }));
}

/**
 * Reads one page of the tasks that are not over: `GET /v2024/task-status/pending-tasks`. One
 * request.
 *
 * @param path see `ApiPaths.pendingTasks`
 * @throws ApiError; NotFoundError where the tenant has no such list any more
 */
export async function pendingTasksPage(
  { ask }: Api,
  path: string,
  offset: number,
  limit: number,
): Promise<TaskPage> {
  const query = window(offset, limit);
  const answer = await ask({ method: "GET", path, query, reads: taskShapes.list, scope });
  return answer.status === 204 ? [] : tasksIn(answer);
}

function window(offset: number, limit: number) {
  return { limit: `${limit}`, offset: `${offset}` };
}

function tasksIn(answer: Answer): TaskPage {
  const tasks = parseTaskList(answer.body);
  if (!tasks) throw unreadable(answer);
  const answeredAt = dateOf(answer) ?? answer.receivedAt;
  const listed = (task: TaskStatus): ListedTask => ({ ...task, answeredAt });
  return tasks.map((task) => task && listed(task));
}

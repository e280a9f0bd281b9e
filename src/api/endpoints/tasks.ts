import { spanMs } from "../../time/span.ts";
import type { Answer, Api } from "../http/api.ts";
import { answeredAtOf, parsed } from "../http/failure.ts";
import type { Filter } from "./filters.ts";
import type { Page } from "./pages.ts";
import { type ApiVersion, pathsOf } from "../http/paths.ts";
import {
  parseTaskList,
  parseTaskStatus,
  taskListShape,
  taskShape,
  type TaskStatus,
} from "./task-status.ts";

/** The most that the API gives. Each may be many kilobytes, of which little is kept. */
export const tasksPerPage = 250;

/** `GET /v2024/task-status/{id}`, which knows a task for 90 days. */
export function taskRequest(version: ApiVersion, id: string) {
  return { method: "GET", path: pathsOf(version).task(id), reads: taskShape, scope } as const;
}

const scope = "idn:task-management:read";

/** A task as a list shows it, without its messages. */
export interface ListedTask extends TaskStatus {
  /** The answer's `Date`, or our own clock where it has none: milliseconds since the Unix epoch. */
  readonly answeredAt: number;
}

/** Milliseconds that a task has run, by the tenant's clock: a wrong one here does no harm. */
export function taskRunningMs({ created, completed, answeredAt }: ListedTask): number | undefined {
  return spanMs(created, completed ?? answeredAt);
}

/** Throws ApiError. */
export async function taskById({ version, ask }: Api, id: string): Promise<TaskStatus> {
  return parsed(await ask(taskRequest(version, id)), parseTaskStatus);
}

/** `GET /v2024/task-status`: 90 days, newest first. RefusedError 400 for an unsupported filter. */
export async function tasksPage(
  { version, ask }: Api,
  filter: Filter | undefined,
  offset: number,
  limit: number,
): Promise<Page<ListedTask>> {
  const query = {
    ...(filter !== undefined && { filters: filter }),
    sorters: "-created",
    limit: `${limit}`,
    offset: `${offset}`,
  };
  const path = pathsOf(version).tasks;
  return tasksIn(await ask({ method: "GET", path, query, reads: taskListShape, scope }));
}

/** `GET /v2024/task-status/pending-tasks`. NotFoundError if the tenant no longer has the list. */
export async function pendingTasksPage(
  { ask }: Api,
  path: string,
  offset: number,
  limit: number,
): Promise<Page<ListedTask>> {
  const query = { limit: `${limit}`, offset: `${offset}` };
  const answer = await ask({ method: "GET", path, query, reads: taskListShape, scope });
  return answer.status === 204 ? [] : tasksIn(answer);
}

function tasksIn(answer: Answer): Page<ListedTask> {
  const answeredAt = answeredAtOf(answer);
  const listed = (task: TaskStatus): ListedTask => ({ ...task, answeredAt });
  return parsed(answer, parseTaskList).map((task) => task && listed(task));
}

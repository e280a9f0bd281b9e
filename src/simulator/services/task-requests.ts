import { type Answer, errorAnswer, illegalValue } from "../http/answers.ts";
import { pageAnswer, readWindow } from "./list-answer.ts";
import { holds, type ListFilter, readFilter } from "./list-filter.ts";
import type { ApiVersion } from "../gateway/routes.ts";
import { launcher, type Task, taskBody, type TaskType } from "./task-body.ts";

export interface TaskListContext {
  readonly version: ApiVersion;
  readonly trackingId: string;
  /** Whether the tenant refuses the documented filter by `type`, as some do. */
  readonly isTypeRefused: boolean;
}

const types: readonly string[] = [
  "CLOUD_ACCOUNT_AGGREGATION",
  "CLOUD_GROUP_AGGREGATION",
] satisfies readonly TaskType[];

const fields: Readonly<Record<string, (task: Task) => string | undefined>> = {
  id: ({ id }) => id,
  sourceId: ({ sourceId }) => sourceId,
  type: ({ type }) => type,
  completionStatus: ({ completionStatus }) => completionStatus?.toUpperCase(),
  launcher: () => launcher,
};

/** Before v2025, this list has only the tasks that have an outcome. */
export function tasksAnswer(
  tasks: readonly Task[],
  query: URLSearchParams,
  context: TaskListContext,
): Answer {
  const { version, trackingId } = context;
  const window = readWindow(query);
  const filter = readFilter(query.get("filters") ?? "");
  const sorter = query.get("sorters") ?? "created";
  if (!window || !filter || !/^-?created$/.test(sorter)) return errorAnswer(400, trackingId);
  if (filter.some(({ field }) => field === "target.id")) return errorAnswer(500, trackingId);
  const objection = objectionTo(filter, context);
  if (objection !== undefined) return illegalValue(objection, trackingId);
  const listed = isOld(version) ? tasks.filter((task) => !isPending(task)) : tasks;
  const found = listed.filter((task) => matches(task, filter));
  return pageAnswer(sorted(found, sorter.startsWith("-")), window, taskBody);
}

/** The tasks without an outcome; 204 if there are none. */
export function pendingTasksAnswer(
  tasks: readonly Task[],
  query: URLSearchParams,
  { trackingId }: TaskListContext,
): Answer {
  const window = readWindow(query);
  if (!window) return errorAnswer(400, trackingId);
  const pending = sorted(tasks.filter(isPending), false);
  if (pending.length === 0) return { status: 204, headers: {}, body: "" };
  return pageAnswer(pending, window, taskBody);
}

function objectionTo(filter: ListFilter, context: TaskListContext): string | undefined {
  for (const { field, operator, values } of filter) {
    const isServed = operator === "eq" || operator === "in";
    const isNullServed = field === "completionStatus" && !isOld(context.version);
    const isKnown = fields[field] && (field !== "launcher" || context.version === "v1");
    if (!isKnown || !(isServed || (operator === "isnull" && isNullServed))) {
      return `Filtering by ${field} ${operator} is not supported`;
    }
    const isStrange = values.some((value) => !types.includes(value));
    if (field === "type" && (isStrange || context.isTypeRefused)) {
      return "Unsupported Task Definition type";
    }
  }
  return undefined;
}

function matches(task: Task, filter: ListFilter): boolean {
  return filter.every((condition) => {
    const values = condition.values.map((value) =>
      condition.field === "completionStatus" ? value.toUpperCase() : value,
    );
    return holds({ ...condition, values }, fields[condition.field]?.(task));
  });
}

function isPending({ completionStatus }: Task): boolean {
  return completionStatus === undefined;
}

/** Whether pending tasks are in a list of their own only. */
function isOld(version: ApiVersion): boolean {
  return version === "beta" || version === "v2024";
}

function sorted(tasks: readonly Task[], isNewestFirst: boolean): readonly Task[] {
  const direction = isNewestFirst ? -1 : 1;
  return tasks.toSorted((one, other) => direction * (one.startMs - other.startMs));
}

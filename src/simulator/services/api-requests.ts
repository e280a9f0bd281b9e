import { statusAnswer } from "./aggregation-requests.ts";
import { taskOf } from "../state/aggregation-task.ts";
import type { Aggregations } from "../state/aggregations.ts";
import { type Answer, errorAnswer } from "../http/answers.ts";
import type { Client } from "../gateway/clients.ts";
import { loadAccountsAnswer } from "./load-accounts.ts";
import type { ApiRoute } from "../gateway/routes.ts";
import type { AnswerContext } from "../http/send.ts";
import { isVisible, sourceAnswer, sourcesAnswer } from "./source-requests.ts";
import type { SimulatedSource } from "../state/sources.ts";
import type { Task } from "./task-body.ts";
import { pendingTasksAnswer, taskAnswer, tasksAnswer } from "./task-requests.ts";

/** A request that the gateway has let through. */
export interface ApiRequest {
  readonly route: ApiRoute;
  readonly query: URLSearchParams;
  readonly client: Client;
  readonly token: string;
  readonly contentType: string;
  readonly body: string;
}

/** What the services of a tenant know. */
export interface ApiDeps {
  readonly aggregations: Aggregations;
  readonly sources: readonly SimulatedSource[];
  readonly pastTasks: readonly Task[];
  /** The present of tasks: milliseconds since the Unix epoch. */
  readonly nowMs: () => number;
  readonly isTypeFilterRefused: boolean;
  readonly revokeToken: (token: string) => void;
}

/** @returns what the service answers that the request is for */
export function apiAnswer(request: ApiRequest, deps: ApiDeps, context: AnswerContext): Answer {
  const { route, query, client, token } = request;
  const { trackingId } = context;
  const { version } = route;
  const tasks = { version, trackingId, isTypeRefused: deps.isTypeFilterRefused };
  switch (route.kind) {
    case "status": {
      const aggregation = deps.aggregations.get(route.id);
      if (!aggregation) return errorAnswer(404, trackingId);
      aggregation.ask();
      const faults = { version, ...context };
      return statusAnswer(aggregation, faults, () => deps.revokeToken(token));
    }
    case "task":
      return oneTask(route.id, deps, trackingId);
    case "tasks":
      return tasksAnswer(allTasks(deps), query, tasks);
    case "pending-tasks":
      return pendingTasksAnswer(allTasks(deps), query, tasks);
    case "sources":
      return sourcesAnswer(deps.sources, client, query, trackingId);
    case "source":
      return sourceAnswer(sourceCalled(route.id, deps), client, trackingId);
    case "load-accounts":
      return start(route.id, request, deps, trackingId);
  }
}

/** The published specification: a task is kept for 90 days. */
const taskKeptMs = 90 * 86_400_000;

function oneTask(id: string, deps: ApiDeps, trackingId: string): Answer {
  const aggregation = deps.aggregations.get(id);
  if (aggregation?.refusal === "forbidden") return errorAnswer(403, trackingId);
  if (aggregation?.refusal !== undefined) return errorAnswer(400, trackingId);
  aggregation?.ask();
  const task = aggregation ? taskOf(aggregation) : deps.pastTasks.find((one) => one.id === id);
  return taskAnswer(task && isKept(task, deps) ? task : undefined, trackingId);
}

/** Tasks that whoever asks may not see are in no list. */
function allTasks(deps: ApiDeps): readonly Task[] {
  const present = deps.aggregations.ask().map(taskOf);
  const tasks = [...deps.pastTasks, ...present.filter((task) => task !== undefined)];
  return tasks.filter((task) => isKept(task, deps));
}

function isKept({ startMs }: Task, { nowMs }: ApiDeps): boolean {
  return nowMs() - startMs < taskKeptMs;
}

function start(
  sourceId: string,
  { client, contentType, body, query }: ApiRequest,
  deps: ApiDeps,
  trackingId: string,
): Answer {
  const source = sourceCalled(sourceId, deps);
  if (!source) return errorAnswer(404, trackingId);
  if (!isVisible(source, client)) return errorAnswer(403, trackingId);
  const begin = (isOptimized: boolean) => deps.aggregations.start(source, isOptimized);
  return loadAccountsAnswer({ contentType, body, query }, source, begin, trackingId);
}

function sourceCalled(id: string, { sources }: ApiDeps): SimulatedSource | undefined {
  return sources.find((source) => source.id === id);
}

import { statusAnswer } from "./aggregation-requests.ts";
import { taskOf } from "../state/aggregation-task.ts";
import type { Aggregations } from "../state/aggregations.ts";
import { type Answer, errorAnswer, jsonAnswer } from "../http/answers.ts";
import type { Client } from "../gateway/clients.ts";
import { loadAccountsAnswer } from "./load-accounts.ts";
import { loadEntitlementsAnswer } from "./load-entitlements.ts";
import type { ApiRoute } from "../gateway/routes.ts";
import type { AnswerContext } from "../http/send.ts";
import { sourceAnswer, sourcesAnswer } from "./source-requests.ts";
import type { SimulatedSource } from "../state/sources.ts";
import type { StartRequest } from "./start-form.ts";
import { type Task, taskBody } from "./task-body.ts";
import { pendingTasksAnswer, tasksAnswer } from "./task-requests.ts";

/** A request that the gateway has let through. */
export interface ApiRequest extends StartRequest {
  readonly route: ApiRoute;
  readonly client: Client;
  readonly token: string;
}

export interface ApiDeps {
  readonly aggregations: Aggregations;
  readonly sources: readonly SimulatedSource[];
  readonly pastTasks: () => readonly Task[];
  /** The present of tasks: milliseconds since the Unix epoch. */
  readonly nowMs: () => number;
  readonly isTypeFilterRefused: boolean;
  readonly revokeToken: (token: string) => void;
}

export async function apiAnswer(
  request: ApiRequest,
  deps: ApiDeps,
  context: AnswerContext,
): Promise<Answer> {
  const { route, query, client, token } = request;
  const { aggregations, sources } = deps;
  const { trackingId } = context;
  const { version } = route;
  const tasks = { version, trackingId, isTypeRefused: deps.isTypeFilterRefused };
  const source = "id" in route ? sources.find(({ id }) => id === route.id) : undefined;
  switch (route.kind) {
    case "status": {
      const aggregation = aggregations.get(route.id);
      if (!aggregation) return errorAnswer(404, trackingId);
      aggregation.ask();
      return statusAnswer(aggregation, { version, ...context }, () => deps.revokeToken(token));
    }
    case "task":
      return taskAnswer(route.id, deps, trackingId);
    case "tasks":
      return tasksAnswer(allTasks(deps), query, tasks);
    case "pending-tasks":
      return pendingTasksAnswer(allTasks(deps), query, tasks);
    case "sources":
      return sourcesAnswer(sources, client, query, trackingId);
    case "source":
      return sourceAnswer(source, client, trackingId);
    case "load-accounts":
      return loadAccountsAnswer(request, source, aggregations, trackingId);
    case "load-entitlements":
      return loadEntitlementsAnswer(request, source, aggregations, trackingId);
  }
}

/** The published specification: a task is kept for 90 days. */
const taskKeptMs = 90 * 86_400_000;

function taskAnswer(id: string, deps: ApiDeps, trackingId: string): Answer {
  const aggregation = deps.aggregations.get(id);
  if (aggregation?.refusal === "forbidden") return errorAnswer(403, trackingId);
  if (aggregation?.refusal !== undefined) return errorAnswer(400, trackingId);
  aggregation?.ask();
  const task = aggregation ? taskOf(aggregation) : deps.pastTasks().find((one) => one.id === id);
  if (!task || !isKept(task, deps)) return errorAnswer(404, trackingId);
  return jsonAnswer(200, taskBody(task));
}

/** Without the tasks that the client may not see: they are in no list. */
function allTasks(deps: ApiDeps): readonly Task[] {
  const present = deps.aggregations.ask().map(taskOf);
  const tasks = [...deps.pastTasks(), ...present.filter((task) => task !== undefined)];
  return tasks.filter((task) => isKept(task, deps));
}

function isKept({ startMs }: Task, { nowMs }: ApiDeps): boolean {
  return nowMs() - startMs < taskKeptMs;
}

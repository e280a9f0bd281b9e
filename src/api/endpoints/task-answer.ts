import type { Api } from "../http/api.ts";
import { answeredAtOf, parsed } from "../http/failure.ts";
import type { StatusAnswer } from "../tenant.ts";
import { noCounters } from "./counters.ts";
import { isOver, parseTaskStatus } from "./task-status.ts";
import { taskRequest } from "./tasks.ts";

/**
 * The task of an entitlement aggregation in place of the status that it does not have: RUNNING, or
 * the outcome. Throws ApiError.
 */
export async function taskAnswer({ version, ask }: Api, id: string): Promise<StatusAnswer> {
  const answer = await ask(taskRequest(version, id));
  const task = parsed(answer, parseTaskStatus);
  return {
    status: isOver(task) ? task.completionStatus : "RUNNING",
    start: task.launched ?? task.created,
    counters: noCounters,
    answeredAt: answeredAtOf(answer),
    task,
  };
}

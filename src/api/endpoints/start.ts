import type { Api } from "../http/api.ts";
import { UnnamedTaskError } from "../http/errors.ts";
import { requestIdOf } from "../http/failure.ts";
import { pathsOf } from "../http/paths.ts";
import { parseStartedTask, taskShapes, type TaskStatus } from "./task-status.ts";

/** How an aggregation is to be started. */
export interface StartOptions {
  /** Whether every account is processed, changed or not. */
  readonly disableOptimization: boolean;
  /** The accounts of a delimited-file source, as CSV. */
  readonly file?: File;
}

/**
 * Starts an account aggregation: `POST /v2024/sources/{id}/load-accounts`. One request.
 *
 * Where one of the source is running already the tenant accepts this one all the same, and its task
 * ends in error.
 *
 * @returns the task, whose id is the aggregation's; the status endpoint may not know it for some
 *   seconds
 * @throws ApiError. Whether an aggregation was started is not known after a TransientError, so
 *   asking again may start a second one. UnnamedTaskError: it was started
 */
export async function startAggregation(
  { version, ask }: Api,
  sourceId: string,
  { disableOptimization, file }: StartOptions,
): Promise<TaskStatus> {
  const form = new FormData();
  // Named in any case: without a field the body would be empty, which the API answers with 500.
  form.append("disableOptimization", `${disableOptimization}`);
  if (file) form.append("file", file);
  const path = pathsOf(version).loadAccounts(sourceId);
  const scope = "idn:sources:manage";
  const answer = await ask({ method: "POST", path, form, reads: taskShapes.started, scope });
  const task = parseStartedTask(answer.body);
  if (task) return task;
  const requestId = requestIdOf(answer);
  throw new UnnamedTaskError("it was started, but the answer names no task", { requestId });
}

import type { AggregationKind } from "./aggregation-kind.ts";
import { startEntitlements } from "./start-entitlements.ts";
import type { Api } from "../http/api.ts";
import { UnnamedTaskError } from "../http/errors.ts";
import { requestIdOf } from "../http/failure.ts";
import { pathsOf } from "../http/paths.ts";
import { parseStartedTask, startedTaskShape, type TaskStatus } from "./task-status.ts";

export interface StartOptions {
  /** By default accounts. */
  readonly kind?: AggregationKind | undefined;
  /** Processes every account, changed or not. */
  readonly disableOptimization: boolean;
  /** The accounts of a delimited-file source, as CSV. */
  readonly file?: File;
}

const starts: Readonly<Record<AggregationKind, typeof startAccounts>> = {
  account: startAccounts,
  entitlement: (api, sourceId, { file }) => startEntitlements(api, sourceId, file),
};

/** Once: after a TransientError it may have started, and a repetition may start a second one. */
export function startAggregation(
  api: Api,
  sourceId: string,
  options: StartOptions,
): Promise<TaskStatus> {
  return starts[options.kind ?? "account"](api, sourceId, options);
}

/**
 * `POST /v2024/sources/{id}/load-accounts`. The tenant accepts it even while the source is aggregated;
 * the task then ends in error. The status endpoint may not know its id for some seconds.
 */
async function startAccounts(
  { version, ask }: Api,
  sourceId: string,
  { disableOptimization, file }: StartOptions,
): Promise<TaskStatus> {
  const form = new FormData();
  // Always present: without a field the body would be empty, which the API answers with 500.
  form.append("disableOptimization", `${disableOptimization}`);
  if (file) form.append("file", file);
  const path = pathsOf(version).loadAccounts(sourceId);
  const scope = "idn:sources:manage";
  const answer = await ask({ method: "POST", path, form, reads: startedTaskShape, scope });
  const task = parseStartedTask(answer.body);
  if (task) return task;
  const requestId = requestIdOf(answer);
  throw new UnnamedTaskError("it was started, but the response has no task id", { requestId });
}

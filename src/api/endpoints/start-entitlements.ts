import type { Api } from "../http/api.ts";
import { isApiError, UnnamedTaskError } from "../http/errors.ts";
import { requestIdOf } from "../http/failure.ts";
import { pathsOf } from "../http/paths.ts";
import { parseStartedTask, startedTaskShape, type TaskStatus } from "./task-status.ts";

const scope = "idn:entitlement:manage";
/** Some tenants want the second one as well, which the specification does not name. */
const rights = `${scope}, in some tenants idn:sources:manage as well`;
const userLevels = "ORG_ADMIN";

/**
 * `POST /v2024/sources/{id}/load-entitlements`, once, as `startAggregation`: after a TransientError
 * it may have started. Without a file there is no body: the specification wants none for a source
 * that is not a delimited file. A gateway that doesn't know the path gets the older one, which all
 * versions have and call deprecated.
 *
 * @param file the entitlements of a delimited-file source, as CSV
 */
export async function startEntitlements(
  { version, ask }: Api,
  sourceId: string,
  file?: File,
): Promise<TaskStatus> {
  const { loadEntitlements, aggregateEntitlements } = pathsOf(version);
  const post = (path: string, field: string) =>
    ask({
      method: "POST",
      path,
      ...(file && { form: formOf(field, file) }),
      reads: startedTaskShape,
      scope: rights,
      userLevels,
    });
  const answer = await post(loadEntitlements(sourceId), "file").catch((error: unknown) => {
    // Nothing was started: no service has got it.
    if (!isApiError(error, "not found") || error.isFromService) throw error;
    return post(aggregateEntitlements(sourceId), "csvFile");
  });
  const task = parseStartedTask(answer.body);
  if (task) return task;
  const requestId = requestIdOf(answer);
  throw new UnnamedTaskError("it was started, but the response has no task id", { requestId });
}

function formOf(field: string, file: File): FormData {
  const form = new FormData();
  form.append(field, file);
  return form;
}

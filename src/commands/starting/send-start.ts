import type { Api } from "../../api/http/api.ts";
import {
  isApiError,
  NoAnswerError,
  RefusedError,
  UnnamedTaskError,
} from "../../api/http/errors.ts";
import { isPassing } from "../../api/http/retry-rule.ts";
import type { Source } from "../../api/endpoints/source.ts";
import { startAggregation, type StartOptions as Start } from "../../api/endpoints/start.ts";
import { kindLooks } from "../../wording/kinds.ts";
import { safeText } from "../../text/safe-text.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";

/** Sends one request, never again. It throws ApiError, which says what may run after all. */
export async function sendStart(
  api: Api,
  source: Source,
  start: Start,
  say: (line: string) => void,
): Promise<TaskStatus> {
  const { id, name } = source;
  const what = `an ${kindLooks[start.kind ?? "account"].noun} of ${name}`;
  try {
    return await startAggregation(api, id, start);
  } catch (error) {
    // Given up by a signal or a time limit, which have their own exit codes.
    if (!isApiError(error)) say(mayHaveStarted(what));
    throw withFileHint(maybeStarted(error, what), source, start);
  }
}

/** The tenant does not say that a delimited-file source needs a file, nor which one it refuses. */
function withFileHint(error: unknown, source: Source, { file, kind = "account" }: Start): unknown {
  if (!isApiError(error, "refused") || error.status !== 400) return error;
  const { status, message, requestId } = error;
  if (error.advice !== undefined) return error;
  const { name, isDelimitedFile } = source;
  const { csv } = kindLooks[kind];
  const details = { requestId, cause: error };
  if (file) {
    const advice = `${name}: ${safeText(file.name)} was refused; correct it, then start ${name} again`;
    return new RefusedError(status, message, { ...details, advice });
  }
  if (isDelimitedFile) {
    const advice = `${name} is a delimited-file source: give --file ${csv}`;
    return new RefusedError(status, message, { ...details, advice });
  }
  const text = `${message} (a delimited-file source takes --file ${csv})`;
  return new RefusedError(status, text.trim(), details);
}

/** It may run although no answer came, or the answer has no id. */
function maybeStarted(error: unknown, what: string): unknown {
  if (isApiError(error, "unnamed task")) {
    const { requestId } = error;
    const text = `${what} was started, but the response has no task id`;
    return new UnnamedTaskError(`${text}: aggwatch list shows its id`, { requestId, cause: error });
  }
  if (!isPassing(error)) return error;
  const { advice, message, requestId } = error;
  const details = { requestId, cause: error };
  if (advice === undefined) {
    const toDo = `${mayHaveStarted(what)}, before you start another`;
    return new NoAnswerError(message, { ...details, advice: toDo });
  }
  return new NoAnswerError(`${message}; ${mayHaveStarted(what)}`, { ...details, advice });
}

function mayHaveStarted(what: string): string {
  return `${what} may have started: aggwatch list tells`;
}

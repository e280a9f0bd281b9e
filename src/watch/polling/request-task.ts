import { isApiError, NoAnswerError } from "../../api/http/errors.ts";
import { taskById } from "../../api/endpoints/tasks.ts";
import type { Clock } from "../../time/clock.ts";
import { DeadlineError, withDeadline } from "../../time/deadline.ts";
import type { Client } from "../../client/client.ts";
import type { PolledId } from "./polled-id.ts";

/**
 * Aggregation and task have the same id. Uses the slot of a status poll, and gives up when an
 * answer would be useless. Returns whether there was one. Throws the signal's reason; any other error is a bug of ours.
 */
export async function requestTask(
  { id, taskUntil, post }: Pick<PolledId, "id" | "taskUntil" | "post">,
  { apiFor }: Pick<Client, "apiFor">,
  clock: Clock,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const leftMs = taskUntil() - clock.elapsed();
    const task = await withDeadline(clock, leftMs, signal, (either) =>
      taskById(apiFor(either, "poll"), id),
    );
    post({ type: "taskAnswered", task });
    return true;
  } catch (error) {
    signal.throwIfAborted();
    const failure =
      error instanceof DeadlineError
        ? new NoAnswerError("no answer in time", { cause: error })
        : error;
    if (!isApiError(failure)) throw failure;
    post({ type: "taskFailed", error: failure });
    return false;
  }
}

import type { Api } from "../api/api.ts";
import { type ApiError, isApiError, NoAnswerError } from "../api/errors.ts";
import type { TaskStatus } from "../api/task-status.ts";
import { taskById } from "../api/tasks.ts";
import type { Clock } from "../time/clock.ts";
import { DeadlineError, withDeadline } from "../time/deadline.ts";

/** How a question to a task reports to the watch it is for. */
export interface TaskPort {
  /** Until when an answer is of use; `elapsed` milliseconds, infinite for however late it comes. */
  readonly until: () => number;
  readonly answered: (task: TaskStatus) => void;
  readonly failed: (error: ApiError) => void;
}

/**
 * Asks the task of one aggregation once: both have the same id. Whatever holds the request back
 * (the budget, a sign-in, a slow answer), it is given up when nobody waits for it any more.
 *
 * @param apiFor makes look-ups that a signal gives up
 * @throws the signal's reason when it is aborted; any other error is a bug of ours
 */
export async function askTask(
  id: string,
  apiFor: (signal: AbortSignal) => Api,
  port: TaskPort,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  try {
    const leftMs = port.until() - clock.elapsed();
    const task = await withDeadline(clock, leftMs, signal, (either) =>
      taskById(apiFor(either), id),
    );
    port.answered(task);
  } catch (error) {
    signal.throwIfAborted();
    const failure =
      error instanceof DeadlineError
        ? new NoAnswerError("no answer in time", { cause: error })
        : error;
    if (!isApiError(failure)) throw failure;
    port.failed(failure);
  }
}

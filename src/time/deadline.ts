import type { Clock } from "./clock.ts";

/** The work took longer than it was given. */
export class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

/**
 * Runs `work` and gives it up after `ms` milliseconds of `clock`.
 *
 * @param work is told by its signal to stop, at the deadline or when `signal` is aborted
 * @throws DeadlineError past the deadline, the reason of `signal` when that is aborted, or what
 *   `work` throws
 */
export async function withDeadline<Result>(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const deadline = new AbortController();
  const finished = new AbortController();
  const expiry = clock.sleep(ms, AbortSignal.any([finished.signal, signal])).then(
    () => deadline.abort(new DeadlineError(`not done in ${ms} ms`)),
    () => undefined,
  );
  const either = AbortSignal.any([signal, deadline.signal]);
  try {
    return await work(either);
  } catch (error) {
    either.throwIfAborted();
    throw error;
  } finally {
    finished.abort();
    await expiry;
  }
}

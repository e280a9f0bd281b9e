import type { Clock } from "./clock.ts";

export class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

/** Throws DeadlineError after `ms` milliseconds, the reason of `signal`, or what `work` throws. */
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
    // Without a reason it would make an error, with its stack, for each work that is done in time.
    finished.abort("finished");
    await expiry;
  }
}

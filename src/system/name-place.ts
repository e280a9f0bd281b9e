import { UsageError } from "./usage-error.ts";

/** Runs `work`, and puts the place before the message of its UsageError. */
export function naming<Result>(place: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${place}: ${error.message}`);
    throw error;
  }
}

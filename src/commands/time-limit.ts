import { exitCode } from "../output/exit-code.ts";
import type { Clock } from "../time/clock.ts";
import { DeadlineError, withDeadline } from "../time/deadline.ts";
import { unlessAborted } from "../time/unless-aborted.ts";
import type { Host } from "./host.ts";
import { timeoutLine } from "./timeout-line.ts";

/** How long a command may take, whatever it does. */
export interface TimeLimit {
  /** What `--timeout` says, from the command's start on. */
  readonly ms: number;
  /** Aborted once that time is over. */
  readonly signal: AbortSignal;
}

/**
 * Runs a command for as long as `--timeout` lets it. Who watches by then leaves by itself; whatever
 * else is under way is given up.
 *
 * @param ms undefined for as long as it takes
 * @returns the exit code
 */
export async function withTimeLimit(
  ms: number | undefined,
  { clock, stderr }: Pick<Host, "clock" | "stderr">,
  command: (limit: TimeLimit | undefined) => Promise<number>,
): Promise<number> {
  if (ms === undefined) return command(undefined);
  try {
    const { signal: never } = new AbortController();
    return await withDeadline(clock, ms, never, (signal) => command({ ms, signal }));
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error;
    stderr.write(`aggwatch: ${timeoutLine(ms, [])}\n`);
    return exitCode({ by: "timeout", afterMs: ms }, [], false);
  }
}

/**
 * Calls `listener` once the time is over, at once where it is; returns how to stop that.
 */
export function onTimeOver(limit: TimeLimit | undefined, listener: () => void): () => void {
  if (limit?.signal.aborted) listener();
  limit?.signal.addEventListener("abort", listener, { once: true });
  return () => limit?.signal.removeEventListener("abort", listener);
}

/** The same work, given up with the signal's reason once the time is over. */
export function inTime<Result>(
  limit: TimeLimit | undefined,
  work: Promise<Result>,
): Promise<Result> {
  return limit ? unlessAborted(work, limit.signal) : work;
}

/**
 * A signal of its own for what comes after the command.
 *
 * @param over ends it before its time
 * @returns aborted once the time is over; undefined for as long as it takes
 */
export function timeOver(
  ms: number | undefined,
  clock: Clock,
  over: AbortSignal,
): AbortSignal | undefined {
  if (ms === undefined) return undefined;
  const time = new AbortController();
  clock.sleep(ms, over).then(
    () => time.abort(),
    () => undefined,
  );
  return time.signal;
}

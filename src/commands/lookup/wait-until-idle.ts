import { isPassing } from "../../api/http/retry-rule.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import type { Clock } from "../../time/clock.ts";
import { unreadableReason } from "../../watch/decide/unreadable-reason.ts";
import { shortestLookMs } from "./follow.ts";
import type { IdleRule } from "./idle.ts";

export interface IdleLook {
  readonly running: readonly ListedTask[];
  /** What the look before did not find, and what this one does not any more. */
  readonly begun: readonly ListedTask[];
  readonly ended: readonly ListedTask[];
}

/** Hears how a wait for the end of all runs goes. */
export interface IdleListener {
  readonly looked: (look: IdleLook) => void;
  /** Nothing runs, which has to last for `leftMs`; again where that grows. */
  readonly quiet: (leftMs: number) => void;
  /** The tasks cannot be read for now; reported once until they can. */
  readonly unread: (reason: string) => void;
}

/**
 * Looks for what runs until nothing has for long enough. A list that cannot be read for once is read
 * again. It throws ApiError for lasting faults, and the signal's reason.
 */
export async function waitUntilIdle(
  look: () => Promise<readonly ListedTask[]>,
  rule: IdleRule,
  { looked, quiet, unread }: IdleListener,
  clock: Pick<Clock, "sleep">,
  signal: AbortSignal,
): Promise<void> {
  let known: readonly ListedTask[] = [];
  let toldMs = 0;
  let hasProblem = false;

  async function lookOnce(): Promise<number | undefined> {
    const running = await look();
    looked({ running, begun: notAmong(known, running), ended: notAmong(running, known) });
    known = running;
    const leftMs = await rule.looked(running.length === 0);
    hasProblem = false;
    return leftMs;
  }

  for (;;) {
    const leftMs = await lookOnce().catch(async (error: unknown) => {
      if (!isPassing(error)) throw error;
      if (!hasProblem) unread(unreadableReason(error));
      hasProblem = true;
      return rule.looked(false);
    });
    if (leftMs === 0) return;
    if (leftMs !== undefined && leftMs >= toldMs) quiet(leftMs);
    toldMs = leftMs ?? 0;
    await clock.sleep(Math.min(shortestLookMs, leftMs ?? shortestLookMs), signal);
  }
}

function notAmong(others: readonly ListedTask[], tasks: readonly ListedTask[]) {
  return tasks.filter(({ id }) => !others.some((other) => other.id === id));
}

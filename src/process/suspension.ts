import { setImmediate as nextTurn } from "node:timers/promises";
import type { JobControl } from "./job-control.ts";

export interface Suspendable {
  readonly release: () => Promise<() => Promise<void>>;
  /** After that, requests under way are lost. */
  readonly resumed: () => void;
  /** Once it is aborted, the terminal is not taken again. */
  readonly left: AbortSignal;
}

/** Waits for signals by now: Node reports them once a turn, in this turn perhaps already. */
async function signalsSeen(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

/**
 * Stops until the terminal is this process's to set: a shell's `bg` continues it behind the shell.
 * Returns at once where the process is left, as by the signal that continued it, or cannot stop.
 */
export async function untilForeground(
  jobs: JobControl | undefined,
  left: AbortSignal,
): Promise<void> {
  if (!jobs) return;
  while (!left.aborted && !jobs.isInForeground()) {
    let hasStopped = false;
    const stopListening = jobs.onContinue(() => (hasStopped = true));
    jobs.stop("SIGTTOU");
    await signalsSeen();
    stopListening();
    if (!hasStopped) return;
  }
}

/**
 * Gives the terminal back before the process is stopped, by the key (`suspend`) or by SIGTSTP, and
 * takes it again once it goes on; also after a SIGSTOP, which no process sees, since the shell has
 * changed the terminal's settings. `failed` takes an error of ours.
 */
export function allowSuspension(
  jobs: JobControl | undefined,
  { release, resumed, left }: Suspendable,
  failed: (error: unknown) => void,
) {
  let isSuspended = false;
  let isWantedAgain = false;

  async function pause(stop: () => void): Promise<void> {
    isSuspended = true;
    const takeBack = await release();
    stop();
    // The SIGCONT that continued us ends this pause, and begins no other.
    await signalsSeen();
    await untilForeground(jobs, left);
    if (left.aborted) return;
    resumed();
    await takeBack();
    isSuspended = false;
    if (!isWantedAgain) return;
    isWantedAgain = false;
    suspend();
  }

  function suspend(): void {
    if (!jobs) return;
    // Asked for while the terminal is being taken again.
    if (isSuspended) isWantedAgain = true;
    else pause(() => jobs.stop()).catch(failed);
  }

  function goOn(): void {
    if (!isSuspended && !left.aborted) pause(() => undefined).catch(failed);
  }

  const stops = [jobs?.onStop(suspend), jobs?.onContinue(goOn)];
  return {
    suspend,
    stop: () => {
      for (const stop of stops) stop?.();
    },
  };
}

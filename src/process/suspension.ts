import { setImmediate as nextTurn } from "node:timers/promises";
import type { JobControl } from "./job-control.ts";

/** What has to be given back while the process stands still. */
export interface Suspendable {
  /** Gives the terminal back; what it returns takes it again. */
  readonly release: () => Promise<() => Promise<void>>;
  /** The process has stood still: what was under way is lost. */
  readonly resumed: () => void;
  /** Aborted once the session is left: then the terminal is not taken again. */
  readonly left: AbortSignal;
}

/** Lets a session be suspended and go on. */
export interface Suspension {
  /** Suspends it, as the key Ctrl-Z does. */
  suspend(): void;
  /** Forgets it. */
  stop(): void;
}

/**
 * Waits until what has come by now is told. Node tells of signals once in each of its turns, and
 * what is left of this turn may come after that.
 */
async function signalsTold(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

/**
 * Stops until the terminal is this process's to set: a shell's `bg` lets it go on behind the shell.
 * Returns at once where the process is left, as by the signal that let it go on, or cannot be
 * stopped.
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
    // oxlint-disable-next-line no-await-in-loop
    await signalsTold();
    stopListening();
    if (!hasStopped) return;
  }
}

/**
 * Gives the terminal back before the process is stopped, by the key or by SIGTSTP, and takes it
 * again once it goes on. After a SIGSTOP, of which no process is told, the shell has changed the
 * terminal's settings: they are made anew as well.
 *
 * @param jobs undefined where there is no job control: then nothing is ever suspended
 * @param failed is told of an error of ours
 */
export function allowSuspension(
  jobs: JobControl | undefined,
  { release, resumed, left }: Suspendable,
  failed: (error: unknown) => void,
): Suspension {
  let isSuspended = false;
  let isWantedAgain = false;

  async function pause(stop: () => void): Promise<void> {
    isSuspended = true;
    const takeBack = await release();
    stop();
    // The SIGCONT that let us go on is this pause's end, and no news.
    await signalsTold();
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
    // Who asks while the terminal is being taken again is heard once it is.
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

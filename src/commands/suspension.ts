import { setImmediate as nextTurn } from "node:timers/promises";
import type { JobControl } from "./job-control.ts";

/** What has to be given back while the process stands still. */
export interface Suspendable {
  /** Gives the terminal back; what it returns takes it again. */
  readonly release: () => Promise<() => Promise<void>>;
  /** The process has stood still: what was under way is lost. */
  readonly resumed: () => void;
}

/** Lets a session be suspended and go on. */
export interface Suspension {
  /** Suspends it, as the key Ctrl-Z does. */
  suspend(): void;
  /** Forgets it. */
  stop(): void;
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
  { release, resumed }: Suspendable,
  failed: (error: unknown) => void,
): Suspension {
  let isSuspended = false;
  let isWantedAgain = false;

  async function pause(stop: () => void): Promise<void> {
    isSuspended = true;
    const takeBack = await release();
    stop();
    // The SIGCONT that let us go on is told in the next turn: it is this one's end, and no news.
    await nextTurn();
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
    if (!isSuspended) pause(() => undefined).catch(failed);
  }

  const stops = [jobs?.onStop(suspend), jobs?.onContinue(goOn)];
  return {
    suspend,
    stop: () => {
      for (const stop of stops) stop?.();
    },
  };
}

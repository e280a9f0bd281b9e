import type { Clock } from "../../../src/time/clock.ts";

/** The time of one process among several: it may stand still or die while theirs goes on. */
export interface ProcessClock extends Clock {
  /** As SIGKILL does: nothing it waits for ever comes. */
  kill(): void;
  /** As SIGSTOP and SIGCONT do. */
  freeze(ms: number): void;
}

/**
 * @param clock of the computer
 * @param startedAt what its monotonic time begins with, which is each process's own
 */
export function processClock(clock: Clock, startedAt = 0): ProcessClock {
  const start = clock.elapsed();
  let isDead = false;
  let frozenUntil = 0;
  return {
    now: () => clock.now(),
    elapsed: () => clock.elapsed() - start + startedAt,
    async sleep(ms, signal) {
      await clock.sleep(ms, signal);
      while (frozenUntil > clock.elapsed()) {
        // It may be frozen again.
        await clock.sleep(frozenUntil - clock.elapsed());
      }
      if (isDead) await new Promise(() => undefined);
      signal?.throwIfAborted();
    },
    kill: () => void (isDead = true),
    freeze: (ms) => void (frozenUntil = clock.elapsed() + ms),
  };
}

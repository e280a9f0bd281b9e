import type { Clock } from "./clock.ts";

/** So often it looks at the computer's clock while somebody sleeps. */
const lookEveryMs = 5;
/** So much passes between two looks at most: timers come late by a little, and rarely by more. */
const longestStepMs = 2 * lookEveryMs;

/**
 * A clock that stands still while this process does not get to run: where others use the processor,
 * or while it is suspended. For time that is sped up: a limit of 30 s is over in 0.3 s at a hundred
 * times the speed, and a busy computer takes longer than that for an answer to itself.
 *
 * @param base the computer's own clock
 */
export function awakeClock(base: Clock): Clock {
  const startNow = base.now();
  let passedMs = 0;
  let seenAt = base.elapsed();
  const sleepers = new Set<symbol>();
  let isTicking = false;

  const elapsed = () => passedMs + Math.min(longestStepMs, base.elapsed() - seenAt);

  function look(): void {
    passedMs = elapsed();
    seenAt = base.elapsed();
  }

  /** Looks at the clock again and again while somebody sleeps. */
  async function tick(): Promise<void> {
    if (isTicking) return;
    isTicking = true;
    look();
    while (sleepers.size > 0) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await base.sleep(lookEveryMs);
      look();
    }
    isTicking = false;
  }

  return {
    now: () => Math.floor(startNow + elapsed()),
    elapsed,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      const at = elapsed() + ms;
      const sleeper = Symbol("sleeper");
      sleepers.add(sleeper);
      void tick();
      try {
        do {
          // oxlint-disable-next-line no-await-in-loop -- woken too early where time stood still
          await base.sleep(at - elapsed(), signal);
        } while (elapsed() < at);
      } finally {
        sleepers.delete(sleeper);
      }
    },
  };
}

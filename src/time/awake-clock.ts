import type { Clock } from "./clock.ts";

/** How often it reads the computer's clock during a sleep. */
const lookEveryMs = 5;
/** The most that passes between two reads: timers are rarely later than this. */
const longestStepMs = 2 * lookEveryMs;

/**
 * A clock that stops while this process does not get to run. For accelerated time: at 100 times the
 * speed a limit of 30 s is over in 0.3 s, and a busy computer takes longer to answer itself.
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

  async function tick(): Promise<void> {
    if (isTicking) return;
    isTicking = true;
    look();
    while (sleepers.size > 0) {
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
          // Wakes too early where time stood still.
          await base.sleep(at - elapsed(), signal);
        } while (elapsed() < at);
      } finally {
        sleepers.delete(sleeper);
      }
    },
  };
}

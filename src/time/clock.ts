import { setTimeout as sleepReally } from "node:timers/promises";

/**
 * Time as the program sees it. Everything that waits or says what time it is takes a `Clock`, so
 * that tests invent time and the demo lets it run faster, tenant and watcher alike.
 */
export interface Clock {
  /** The wall clock: whole milliseconds since the Unix epoch. It may jump. */
  now(): number;
  /** Milliseconds since some fixed moment. Never jumps and never goes back. */
  elapsed(): number;
  /**
   * Waits `ms` milliseconds of this clock.
   *
   * @throws the signal's reason, as soon as `signal` is aborted
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (ms, signal) => sleepUnlessAborted(ms, signal),
};

/**
 * A clock that starts at the present of `base` and runs `speed` times as fast.
 *
 * @param base the clock to run ahead of
 * @param speed how many of its milliseconds pass in one of `base`'s; above 0
 */
export function fasterClock(base: Clock, speed: number): Clock {
  const startNow = base.now();
  const startElapsed = base.elapsed();
  const passed = () => (base.elapsed() - startElapsed) * speed;
  return {
    now: () => Math.floor(startNow + passed()),
    elapsed: passed,
    sleep: (ms, signal) => base.sleep(ms / speed, signal),
  };
}

/** Node's longest timer; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

async function sleepUnlessAborted(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  try {
    await sleepReally(Math.min(Math.max(0, ms), longestTimerMs), undefined, signal && { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

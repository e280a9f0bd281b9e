import { setTimeout as sleepReally } from "node:timers/promises";

/** Everything that waits or reads the time takes one, so that tests and the demo can set its pace. */
export interface Clock {
  /** The wall clock: whole milliseconds since the Unix epoch. It may jump. */
  now(): number;
  /** Milliseconds since some fixed moment, whole ones in a real program. Never jumps and never goes back. */
  elapsed(): number;
  /** @throws the signal's reason, as soon as it is aborted */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A smaller change of the wall clock is no jump, only a correction that goes on. */
const noticeableMs = 2;

/**
 * Whole milliseconds by both clocks, in step until the wall clock is noticeably elsewhere: so the
 * one follows from the other in nearly every line of a recording.
 */
export function steadyClock(wallMs: () => number, monotonicMs: () => number): Omit<Clock, "sleep"> {
  let aheadMs = Number.NaN;
  const elapsed = () => Math.floor(monotonicMs());
  return {
    now() {
      const [wall, passed] = [wallMs(), elapsed()];
      if (!(Math.abs(wall - passed - aheadMs) < noticeableMs)) aheadMs = wall - passed;
      return passed + aheadMs;
    },
    elapsed,
  };
}

export const systemClock: Clock = {
  ...steadyClock(
    () => Date.now(),
    // Node loads much before it has a `performance`.
    () => Number(process.hrtime.bigint() / 1_000_000n),
  ),
  sleep: sleepUnlessAborted,
};

/** A clock that starts at the present of `base` and runs `speed` times as fast; above 0. */
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

/** Node's longest timer; a longer one fires at once. */
const longestTimerMs = 2 ** 31 - 1;

async function sleepUnlessAborted(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  try {
    await sleepReally(Math.min(Math.max(0, ms), longestTimerMs), undefined, signal && { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

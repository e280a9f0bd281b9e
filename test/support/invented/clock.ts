import type { Clock } from "../../../src/time/clock.ts";

/** A clock that stands still until it is told to go on. */
export interface InventedClock extends Clock {
  /**
   * Lets `ms` milliseconds pass, waking every sleeper in its turn and letting all that follows
   * from it happen before the next.
   */
  advance(ms: number): Promise<void>;
  /** How many sleep. */
  sleepers(): number;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** @param startNow the wall clock's first moment; milliseconds since the Unix epoch */
export function inventedClock(startNow = Date.parse("2026-11-23T14:00:00Z")): InventedClock {
  let elapsed = 0;
  let sleepers: Sleeper[] = [];

  return {
    now: () => Math.floor(startNow + elapsed),
    elapsed: () => elapsed,
    sleepers: () => sleepers.length,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const giveUp = () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal?.reason);
        };
        const wake = () => {
          signal?.removeEventListener("abort", giveUp);
          resolve();
        };
        const sleeper: Sleeper = { at: elapsed + Math.max(0, ms), wake };
        signal?.addEventListener("abort", giveUp, { once: true });
        sleepers.push(sleeper);
      }),
    async advance(ms) {
      const end = elapsed + ms;
      await settle();
      for (let next = firstBefore(end); next; next = firstBefore(end)) {
        const sleeper = next;
        elapsed = Math.max(elapsed, sleeper.at);
        sleepers = sleepers.filter((other) => other !== sleeper);
        sleeper.wake();
        await settle();
      }
      elapsed = end;
    },
  };

  function firstBefore(end: number): Sleeper | undefined {
    return sleepers
      .filter(({ at }) => at <= end)
      .reduce<Sleeper | undefined>(
        (first, one) => (first && first.at <= one.at ? first : one),
        undefined,
      );
  }
}

/** Everything that promises alone can do has been done once this macrotask runs. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

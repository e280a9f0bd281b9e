import type { Clock } from "../../time/clock.ts";

/** What waits for its moment. */
export interface Sleeper {
  /** `elapsed` milliseconds. */
  wakeAt: number;
}

/** Wakes many, each at its moment, with one timer. */
export interface Alarm<One extends Sleeper> {
  /** Wakes it later, at `at` (`elapsed` milliseconds, infinite for never). */
  readonly set: (one: One, at: number) => void;
  /** Wakes it at once, if it waits. */
  readonly wake: (one: One) => void;
}

/** An error of its own for each time would cost more than the wait. */
const rearranged = new Error("another one is the first to wake");

export function createAlarm<One extends Sleeper>(
  clock: Clock,
  woken: (one: One) => void,
): Alarm<One> {
  /** The first to wake first; of the same moment in the order in which they came. */
  const sleepers: One[] = [];
  let isRunning = false;
  let timer = new AbortController();

  /** How many wake before `at`, or at that moment as well. */
  function placeOf(at: number, isAfterEquals: boolean): number {
    let [low, high] = [0, sleepers.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = sleepers[middle]?.wakeAt ?? at;
      if (other < at || (isAfterEquals && other === at)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    // Never within `set`.
    await Promise.resolve();
    for (let [first] = sleepers; first; [first] = sleepers) {
      const ms = first.wakeAt - clock.elapsed();
      if (ms <= 0) {
        sleepers.shift();
        woken(first);
      } else {
        if (timer.signal.aborted) timer = new AbortController();
        await clock.sleep(ms, timer.signal).catch(() => undefined);
      }
    }
    isRunning = false;
  }

  return {
    set(one, at) {
      one.wakeAt = at;
      const place = placeOf(at, true);
      sleepers.splice(place, 0, one);
      if (place === 0) timer.abort(rearranged);
      void run();
    },
    wake(one) {
      const place = sleepers.indexOf(one, placeOf(one.wakeAt, false));
      if (place < 0) return;
      sleepers.splice(place, 1);
      if (place === 0) timer.abort(rearranged);
      woken(one);
    },
  };
}

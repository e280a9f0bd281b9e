import type { Clock } from "../../time/clock.ts";

/** A wait for a moment, with many others on one timer. */
export interface Rest {
  readonly over: Promise<void>;
  /** Ends it early. */
  readonly end: () => void;
}

export interface Alarm {
  /** Until that moment; `elapsed` milliseconds. */
  readonly until: (at: number) => Rest;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** An error of its own for each time would cost more than the wait. */
const rearranged = new Error("the first to wake is another one");

export function createAlarm(clock: Clock): Alarm {
  /** The first to wake first; of the same moment in the order of their coming. */
  const sleepers: Sleeper[] = [];
  let isRunning = false;
  let timer = new AbortController();

  /** How many wake before `at`, or at that moment as well. */
  function placeOf(at: number, isAfterEquals: boolean): number {
    let [low, high] = [0, sleepers.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = sleepers[middle]?.at ?? at;
      if (other < at || (isAfterEquals && other === at)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function remove(sleeper: Sleeper): void {
    const place = sleepers.indexOf(sleeper, placeOf(sleeper.at, false));
    if (place < 0) return;
    sleepers.splice(place, 1);
    if (place === 0) timer.abort(rearranged);
    sleeper.wake();
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    for (let [first] = sleepers; first; [first] = sleepers) {
      const ms = first.at - clock.elapsed();
      if (ms <= 0) {
        sleepers.shift();
        first.wake();
      } else {
        if (timer.signal.aborted) timer = new AbortController();
        await clock.sleep(ms, timer.signal).catch(() => undefined);
      }
    }
    isRunning = false;
  }

  return {
    until(at) {
      const { promise: over, resolve: wake } = Promise.withResolvers<void>();
      const sleeper: Sleeper = { at, wake };
      const place = placeOf(at, true);
      sleepers.splice(place, 0, sleeper);
      if (place === 0) timer.abort(rearranged);
      void run();
      return { over, end: () => remove(sleeper) };
    },
  };
}

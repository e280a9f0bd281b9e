import type { Clock } from "../../time/clock.ts";

/** A wait for a moment, with many others on one timer. */
export interface Rest {
  /** `elapsed` milliseconds. */
  readonly at: number;
  readonly over: Promise<void>;
  readonly wake: () => void;
}

export interface Alarm {
  /** Until that moment; `elapsed` milliseconds, infinite for never. */
  readonly until: (at: number) => Rest;
  /** Ends a rest early; one that is over stays so. */
  readonly end: (rest: Rest) => void;
}

/** An error of its own for each time would cost more than the wait. */
const rearranged = new Error("another one is the first to wake");

export function createAlarm(clock: Clock): Alarm {
  /** The first to wake first; of the same moment in the order in which they came. */
  const rests: Rest[] = [];
  let isRunning = false;
  let timer = new AbortController();

  /** How many wake before `at`, or at that moment as well. */
  function placeOf(at: number, isAfterEquals: boolean): number {
    let [low, high] = [0, rests.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = rests[middle]?.at ?? at;
      if (other < at || (isAfterEquals && other === at)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    for (let [first] = rests; first; [first] = rests) {
      const ms = first.at - clock.elapsed();
      if (ms <= 0) {
        rests.shift();
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
      const rest = { at, over, wake };
      const place = placeOf(at, true);
      rests.splice(place, 0, rest);
      if (place === 0) timer.abort(rearranged);
      void run();
      return rest;
    },
    end(rest) {
      const place = rests.indexOf(rest, placeOf(rest.at, false));
      if (place < 0) return;
      rests.splice(place, 1);
      if (place === 0) timer.abort(rearranged);
      rest.wake();
    },
  };
}

import type { Estimator, Follower } from "../estimator.ts";
import { openCounters } from "../open-counters.ts";
import type { Answer } from "../traces/trace.ts";
import type { Bar, NewBar } from "./bar.ts";

/**
 * A bar's formula as an estimator: one bar per counter, and the latest of the open ones' ends, so
 * that formulas are compared and not what is made of two counters. None of them knows stalls.
 */
export function rivalOf(name: string, newBar: NewBar): Estimator {
  return { name, follow: () => follow(newBar) };
}

function follow(newBar: NewBar): Follower {
  const bars = new Map<string, Bar>();
  let last: Answer | undefined;
  return {
    see: (answer, atMs) => {
      last = answer;
      for (const { name, processed, total } of openCounters(answer)) {
        const bar = bars.get(name);
        if (bar) bar.see(processed, total, atMs);
        else bars.set(name, newBar(processed, total, atMs));
      }
    },
    say: (atMs) => {
      const lefts = openCounters(last).map(({ name }) => bars.get(name)?.leftMs(atMs));
      const known = lefts.filter((left) => left !== undefined);
      const isKnown = known.length > 0 && known.length === lefts.length;
      return { leftMs: isKnown ? Math.max(...known) : undefined, isStalled: false };
    },
  };
}

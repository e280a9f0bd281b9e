import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  followToldLeft,
  toldLeftAt,
  type ToldLeft,
  type ToldLefts,
} from "../../../../src/watch/forecast/told-left.ts";

const second = 1000;
const minute = 60 * second;

/** A run that takes so long, of which always the truth was told, from one moment on. */
function told(tookMs: number, everyMs: number, fromMs = 0): ToldLefts {
  let all: ToldLefts = [];
  for (let atMs = fromMs; atMs < tookMs; atMs += everyMs) {
    const leftMs = tookMs - atMs;
    all = followToldLeft(all, { atMs, leftMs, leastMs: leftMs / 2, mostMs: 2 * leftMs });
  }
  return all;
}

describe("of the times left that were told", () => {
  test("those are found that were told about the quarter and the half of the run", () => {
    const all = told(40 * minute, 5 * second);
    for (const share of [0.25, 0.5]) {
      const { atMs, leftMs, leastMs, mostMs } = toldLeftAt(all, share, 40 * minute) as ToldLeft;
      expect(Math.abs(Math.log(atMs / (share * 40 * minute)))).toBeLessThan(Math.log(1.11));
      expect([leftMs, leastMs, mostMs]).toEqual(
        [1, 0.5, 2].map((part) => Math.round(part * (40 * minute - atMs))),
      );
    }
  });

  test("none is found where none was told about then", () => {
    const late = told(40 * minute, 5 * second, 15 * minute);
    expect(toldLeftAt(late, 0.25, 40 * minute)).toBeUndefined();
    expect(toldLeftAt(late, 0.5, 40 * minute)).toBeDefined();
    expect(toldLeftAt(told(10 * minute, 4 * minute), 0.25, 10 * minute)).toBeUndefined();
    expect(toldLeftAt([], 0.5, 10 * minute)).toBeUndefined();
  });

  test("none is found of a run that took no time", () => {
    expect(toldLeftAt(told(minute, 5 * second), 0.5, 0)).toBeUndefined();
  });

  test("property: ten at most are kept, and both are found, however long it runs and is asked", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 4000 }), (polls) => {
        const tookMs = polls * 7 * second;
        const all = told(tookMs, 7 * second);
        expect(all.length).toBeLessThanOrEqual(40);
        expect(toldLeftAt(all, 0.25, tookMs)).toBeDefined();
        expect(toldLeftAt(all, 0.5, tookMs)).toBeDefined();
      }),
      { numRuns: 50 },
    );
  });

  test("are whole milliseconds", () => {
    const odd = { atMs: 1.4, leftMs: 2.6, leastMs: 0.2, mostMs: 9.9 };
    expect(followToldLeft([], odd)).toEqual([1, 3, 0, 10]);
  });
});

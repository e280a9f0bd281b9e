import fc from "fast-check";
import { expect, test } from "vitest";
import { rate, timeLeftAtMost, timeLeftRange } from "../../../src/text/time-left.ts";
import { endRangeText } from "../../../src/text/time-of-day.ts";
import { type TimeRange, toldRange } from "../../../src/text/time-range.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

test("a range is told in preferred numbers: the nearest one, and one not below the upper end", () => {
  expect(timeLeftRange({ low: 13 * minute, high: 21 * minute })).toBe("12–25m");
  expect(timeLeftRange({ low: 14 * minute, high: 20 * minute })).toBe("15–20m");
  expect(timeLeftRange({ low: 50 * minute, high: 61 * minute })).toBe("50m–1h15");
  expect(timeLeftRange({ low: 2.7 * hour, high: 3.1 * hour })).toBe("2h30–4h");
  expect(timeLeftRange({ low: 0, high: 0 })).toBe("<1m");
  expect(timeLeftAtMost({ low: 13 * minute, high: 21 * minute })).toBe("≤25m");
});

test("less than some minutes is said only where the upper end says so", () => {
  expect(timeLeftRange({ low: 10 * second, high: 2.5 * minute })).toBe("<3m");
  expect(timeLeftAtMost({ low: 10 * second, high: 2.5 * minute })).toBe("<3m");
});

test("an end that was told stays until the range has left it by a tenth", () => {
  const before = { low: 12 * minute, high: 25 * minute };
  const told = (low: number, high: number) =>
    timeLeftRange(toldRange({ low: low * minute, high: high * minute }, before));
  expect(told(9.9, 27.5)).toBe("12–25m");
  expect(told(14.7, 18)).toBe("12–25m");
  expect(told(9.8, 27.6)).toBe("10–30m");
  expect(told(14.8, 17.9)).toBe("15–20m");
});

test("an end that stays never passes the other one", () => {
  const hours = (low: number, high: number) => ({ low: low * hour, high: high * hour });
  expect(toldRange(hours(29.8, 29.9), hours(36, 48))).toEqual(hours(30, 30));
  expect(toldRange(hours(32.9, 32.95), hours(24, 30))).toEqual(hours(30, 30));
});

test("property: what is told is told again, and its upper end holds up to a tenth", () => {
  const ms = fc.integer({ min: 0, max: 48 * hour });
  fc.assert(
    fc.property(fc.array(fc.tuple(ms, ms), { minLength: 1 }), (ranges) => {
      let told: TimeRange | undefined;
      for (const [one, other] of ranges) {
        const range = { low: Math.min(one, other), high: Math.max(one, other) };
        told = toldRange(range, told);
        expect(toldRange(range, told)).toEqual(told);
        expect(told.low).toBeLessThanOrEqual(told.high);
        expect(told.high * 1.1).toBeGreaterThanOrEqual(range.high);
      }
    }),
  );
});

test.for([
  [3, 5, "14:05–14:08"],
  [12, 25, "14:10–14:30"],
  [60, 180, "15:00–17:15"],
  [0, 3, "by 14:06"],
] as const)("between %d and %d min from 14:02:10 on is %s", ([low, high, text]) => {
  const now = Date.parse("2026-11-23T14:02:10Z");
  expect(endRangeText({ low: low * minute, high: high * minute }, now)).toBe(text);
});

test("an end is told for no time that is over, from whatever moment on", () => {
  const began = Date.parse("2026-11-23T14:00:00Z");
  for (let now = began; now < began + hour; now += 7000) {
    for (const [low, high] of [
      [1, 15],
      [3, 15],
      [5, 60],
      [10, 120],
      [15, 180],
    ] as const) {
      const text = endRangeText({ low: low * minute, high: high * minute }, now);
      const [, first] = /^(?:by )?(\d\d:\d\d)/.exec(text) ?? [];
      const next = new Date(now + minute).toISOString().slice(11, 16);
      expect(first === undefined || first < next).toBe(false);
    }
  }
});

test.for([
  [0, "0/s"],
  [0.004, "<0.01/s"],
  [0.052, "0.05/s"],
  [2.91, "2.9/s"],
  [9.96, "10/s"],
  [310.4, "310/s"],
  [12_345, "12,345/s"],
] as const)("a rate of %d is told as %s", ([value, text]) => {
  expect(rate(value)).toBe(text);
});

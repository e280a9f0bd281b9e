import { describe, expect, test } from "vitest";
import {
  lawOf,
  leftOfLaw,
  normalQuantile,
  normalShare,
} from "../../../../src/watch/forecast/log-law.ts";

test.for([
  [-1.96, 0.025],
  [-1, 0.158655],
  [0, 0.5],
  [1.2816, 0.9],
  [3, 0.99865],
] as const)("below %d deviations lies %d of a normal law", ([deviations, share]) => {
  expect(normalShare(deviations)).toBeCloseTo(share, 4);
  expect(normalQuantile(share)).toBeCloseTo(deviations, 2);
});

test("a share of 0 or 1 has no end, but a number that can be told", () => {
  expect(normalQuantile(1)).toBeCloseTo(3.72, 2);
  expect(normalQuantile(0)).toBeCloseTo(-3.72, 2);
});

describe("the law of the next value", () => {
  const spreadOf = (...values: readonly number[]) => lawOf(values, 0.35)?.spread ?? 0;

  test("has the median of those before, by the logarithm", () => {
    expect(lawOf([10, 1000, 100], 0.35)?.mean).toBeCloseTo(Math.log(100), 10);
    expect(lawOf([], 0.35)).toBeUndefined();
    expect(lawOf([0, 0], 0.35)).toBeUndefined();
  });

  test("of one value has the usual spread, and the doubt about the one", () => {
    expect(spreadOf(100)).toBeCloseTo(0.35 * Math.sqrt(2), 10);
  });

  test("comes closer to what many values show", () => {
    const same = Array.from({ length: 10 }, () => 100);
    expect(spreadOf(...same)).toBeCloseTo(0.35 * Math.sqrt((3 / 12) * 1.1), 10);
    const apart = same.map((value, index) => value * Math.exp(index % 2 === 0 ? 1 : -1));
    expect(spreadOf(...apart)).toBeGreaterThan(0.9);
  });

  test("is not spread by one odd value of four or more", () => {
    const [usual, odd] = [
      [90, 100, 110, 100],
      [90, 100, 110, 4000],
    ] as const;
    expect(spreadOf(...odd)).toBeLessThan(1.2 * spreadOf(...usual));
    expect(spreadOf(90, 4000)).toBeGreaterThan(1);
  });
});

describe("what is left of a time that has lasted so long already", () => {
  const law = { mean: Math.log(600), spread: 0.4 };

  test("is all of it at the beginning", () => {
    const { middle, least, most } = leftOfLaw(law, 0);
    expect(middle).toBeCloseTo(600, 0);
    expect(least).toBeCloseTo(600 * Math.exp(-1.28 * 0.4), -1);
    expect(most).toBeCloseTo(600 * Math.exp(1.28 * 0.4), -1);
  });

  test("never comes to nothing, and never grows faster than the time passes", () => {
    let before = leftOfLaw(law, 0).middle;
    for (let gone = 100; gone <= 3000; gone += 100) {
      const { middle, least, most } = leftOfLaw(law, gone);
      expect(middle).toBeGreaterThan(0);
      expect(least).toBeLessThanOrEqual(middle);
      expect(most).toBeGreaterThanOrEqual(middle);
      expect(middle).toBeLessThan(before + 100);
      before = middle;
    }
  });
});

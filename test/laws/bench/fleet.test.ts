import { expect, test } from "vitest";
import { simulate } from "../../bench/fleet/simulate.ts";

const fifty = { machines: 50, idsEach: 20, seed: 1 };

test("50 computers with a budget server meet no 429, and their data are as fresh as 5 requests a second allow", () => {
  const { meanAgeS, bestAgeS, limitedPart, peak } = simulate({ ...fifty, hasBudget: true });
  expect(limitedPart).toBe(0);
  expect(peak).toBeLessThanOrEqual(50);
  expect(bestAgeS).toBe(100);
  expect(meanAgeS).toBeGreaterThan(bestAgeS);
  expect(meanAgeS).toBeLessThan(bestAgeS * 1.05);
});

test("without one, they take all that the API grants, and more than a quarter of it is refused", () => {
  const { limitedPart, peak } = simulate({ ...fifty, hasBudget: false });
  expect(limitedPart).toBeGreaterThan(0.25);
  expect(peak).toBeGreaterThan(100);
});

test("one computer with one id asks as often as it is told, with a budget server and without", () => {
  for (const hasBudget of [true, false]) {
    const { meanAgeS, limitedPart } = simulate({ machines: 1, idsEach: 1, hasBudget, seed: 1 });
    expect(meanAgeS).toBeCloseTo(2.5, 1);
    expect(limitedPart).toBe(0);
  }
});

test("the same seed gives the same figures", () => {
  const fleet = { machines: 7, idsEach: 30, hasBudget: false } as const;
  expect(simulate({ ...fleet, seed: 2 })).toEqual(simulate({ ...fleet, seed: 2 }));
  expect(simulate({ ...fleet, seed: 2 })).not.toEqual(simulate({ ...fleet, seed: 3 }));
});

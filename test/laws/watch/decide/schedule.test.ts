import { expect, test } from "vitest";
import { openBudget, pollsPerSecond } from "../../../../src/client/budget.ts";
import { intervalMs, nextPollAt } from "../../../../src/watch/decide/schedule.ts";

test.for([
  [1, 5000],
  [20, 5000],
  [40, 10_000],
  [100, 25_000],
] as const)("%i ids are asked every %i ms", ([ids, expected]) => {
  expect(intervalMs(5000, ids, pollsPerSecond(openBudget(), 0))).toBe(expected);
});

test("a longer interval than the budget asks for is the user's to choose", () => {
  expect(intervalMs(60_000, 40, 4)).toBe(60_000);
});

test("polls stay in step with the moment they were due, whatever an answer took", () => {
  expect(nextPollAt(1000, 1200, 5000)).toBe(6000);
  expect(nextPollAt(1000, 4900, 5000)).toBe(6000);
});

test("after an answer that took longer than the interval there is a pause of a second", () => {
  expect(nextPollAt(1000, 13_000, 5000)).toBe(14_000);
});

import { expect, test } from "vitest";
import { rate, timeLeft, timeLeftAtMost, timeLeftRange } from "../../../src/text/time-left.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

test.for([
  [0, "<1m"],
  [59 * second, "<1m"],
  [61 * second, "~1m"],
  [4 * minute, "~4m"],
  [16.6 * minute, "~17m"],
  [59.6 * minute, "~1h"],
  [81 * minute, "~1h 20m"],
  [3 * hour, "~3h"],
  [11.4 * hour, "~11h"],
  [47 * hour, "~47h"],
  [49 * hour, ">2d"],
] as const)("%i ms left are told as %s: never seconds", ([ms, text]) => {
  expect(timeLeft(ms)).toBe(text);
});

test("a range names both ends, or the upper one where there is little room", () => {
  expect(timeLeftRange({ low: 12 * minute, high: 20 * minute })).toBe("~12–20m");
  expect(timeLeftRange({ low: 50 * minute, high: 81 * minute })).toBe("~50m–1h 20m");
  expect(timeLeftAtMost({ low: 12 * minute, high: 20 * minute })).toBe("≤20m");
});

test("a range whose ends are told alike is one time, and one that begins now has an upper end", () => {
  expect(timeLeftRange({ low: 4.1 * minute, high: 4.3 * minute })).toBe("~4m");
  expect(timeLeftRange({ low: 10 * second, high: 5 * minute })).toBe("≤5m");
  expect(timeLeftRange({ low: 10 * second, high: 20 * second })).toBe("<1m");
  expect(timeLeftRange({ low: 10 * hour, high: 90 * hour })).toBe(">2d");
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

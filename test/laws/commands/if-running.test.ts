import { expect, test } from "vitest";
import {
  asksForMore,
  demandsOf,
  usualIfRunning,
} from "../../../src/commands/starting/if-running.ts";

const file = new File(["id\n"], "accounts.csv");
const plain = { disableOptimization: false };
const unoptimized = { disableOptimization: true };
const optimizedRun = { isOptimized: true };
const wholeRun = { isOptimized: false };
const unknownRun = {};

test("a start with a file asks for more than any running aggregation gives", () => {
  for (const running of [optimizedRun, wholeRun, unknownRun]) {
    expect(asksForMore({ ...plain, file }, running)).toBe(true);
    expect(asksForMore({ ...unoptimized, file }, running)).toBe(true);
  }
});

test("an unoptimized start asks for more unless the task says that it processes every account", () => {
  expect(asksForMore(unoptimized, optimizedRun)).toBe(true);
  expect(asksForMore(unoptimized, unknownRun)).toBe(true);
  expect(asksForMore(unoptimized, wholeRun)).toBe(false);
});

test("an ordinary start asks for nothing more, so the running one is watched", () => {
  for (const running of [optimizedRun, wholeRun, unknownRun]) {
    expect(asksForMore(plain, running)).toBe(false);
    expect(usualIfRunning(plain, running)).toBe("join");
  }
});

test("what asks for more waits for its turn, where nobody says otherwise", () => {
  expect(usualIfRunning({ ...plain, file }, wholeRun)).toBe("wait");
  expect(usualIfRunning(unoptimized, unknownRun)).toBe("wait");
  expect(usualIfRunning(unoptimized, wholeRun)).toBe("join");
});

test("what a start asks for is called as the user wrote it", () => {
  expect(demandsOf(plain)).toBe("");
  expect(demandsOf(unoptimized)).toBe("--unoptimized");
  expect(demandsOf({ ...unoptimized, file })).toBe("--file and --unoptimized");
});

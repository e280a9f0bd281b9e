import { describe, expect, test } from "vitest";
import { openBudget, pollsPerSecond } from "../../../../src/client/budget.ts";
import {
  intervalMs,
  nextAskAt,
  nextPollAt,
  requestOf,
  statusAskAt,
} from "../../../../src/watch/decide/schedule.ts";
import { newWatch, type Watch } from "../../../../src/watch/model/watch.ts";
import { finishing, live, offline } from "../../../support/invented/watches.ts";

test.for([
  [1, 5000],
  [25, 5000],
  [40, 8000],
  [100, 20_000],
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

const plain = { isFocused: false, isPaused: false };
const watch: Watch = {
  ...newWatch({ id: "a", label: undefined }, 0),
  regularAskAt: 9000,
  soonestAskAt: 5000,
  lastAnswer: { elapsed: 0, wall: 0, answeredAt: 0 },
};

describe("what a request wants of the budget", () => {
  test("is its part as a poll once it is due, and the rest where it is asked sooner", () => {
    expect(requestOf(watch, plain, 9000)).toEqual({ lane: "poll", dueAt: 9000 });
    expect(requestOf(watch, { ...plain, isFocused: true }, 8999)).toEqual({
      lane: "early",
      dueAt: 5000,
      changesAt: 9000,
    });
  });

  test("is not to be spaced before the first answer, unless that was a fault or a 404", () => {
    const unasked = { ...watch, lastAnswer: undefined };
    expect(requestOf(unasked, plain, 9000)).toEqual({ lane: "prompt", dueAt: 9000 });
    const at = { elapsed: 0, wall: 0 };
    const missing = { ...unasked, missing: { times: 1, since: at, countedAt: 0 } };
    expect(requestOf(missing, plain, 9000).lane).toBe("poll");
    expect(requestOf(offline(unasked), plain, 9000).lane).toBe("poll");
  });

  test("is to go first where the user has asked for it, and to wait in a pause", () => {
    const refreshed = { ...watch, refreshAskedAt: 7000 };
    const urgent = { lane: "other", dueAt: 7000, isUrgent: true };
    expect(requestOf(refreshed, { ...plain, isPaused: true }, 9000)).toEqual(urgent);
    expect(requestOf(watch, { ...plain, isPaused: true }, 9000)).toEqual({
      lane: "held",
      dueAt: Number.POSITIVE_INFINITY,
    });
  });
});

test("an id is asked sooner where it is through, or will be within 30 s of its last answer", () => {
  const due = { regularAskAt: 9000, soonestAskAt: 5000 };
  const lastAnswer = { elapsed: 1000, wall: 0, answeredAt: 0 };
  const running = { ...live("a", "ACCOUNTS_COLLECTED"), ...due, lastAnswer };
  expect(statusAskAt(finishing(running, 30_999), plain)).toBe(5000);
  expect(statusAskAt(finishing(running, 31_000), plain)).toBe(9000);
  expect(statusAskAt(running, plain)).toBe(9000);
  const through = live("a", "ACCOUNTS_COLLECTED", { totalAccounts: 5, processedAccounts: 5 });
  expect(statusAskAt({ ...through, ...due }, plain)).toBe(5000);
});

test("what is asked next of an id is its status or its task, whichever is due sooner", () => {
  const check = { otherwise: undefined, until: undefined };
  expect(nextAskAt(watch, plain)).toBe(9000);
  expect(nextAskAt({ ...watch, verdictCheck: { ...check, askAt: 8000 } }, plain)).toBe(8000);
  expect(nextAskAt({ ...watch, verdictCheck: { ...check, askAt: 9500 } }, plain)).toBe(9000);
});

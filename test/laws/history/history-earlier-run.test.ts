import { describe, expect, test } from "vitest";
import { byName, totalNames } from "../../../src/api/endpoints/counters.ts";
import { earlierRunOf } from "../../../src/history/earlier-run.ts";
import { noCourse } from "../../../src/history/course-of-run.ts";
import type { Run } from "../../../src/history/run.ts";

const run: Run = {
  endedAt: 0,
  tenant: "acme.api.identitynow.com",
  id: "a",
  source: "HR",
  ending: "COMPLETED",
  verdict: "SUCCESS",
  collectingMs: 60_000,
  processingMs: 300_000,
  tookMs: 360_000,
  ...byName(totalNames, () => undefined),
  ...noCourse,
};

test("a run in the history tells its durations, and how its work went", () => {
  const quarters = [0.2, 0.4, 0.7] as const;
  const kept: Run = {
    ...run,
    totalAccounts: 900,
    totalIdentities: 40,
    accountsMs: 200_000,
    identitiesMs: 120_000,
    accountsQuarters: quarters,
    beginShare: 0.6,
    tailMs: 4000,
    longestGapMs: 31_000,
  };
  expect(earlierRunOf(kept)).toEqual({
    tookMs: 360_000,
    readingMs: 60_000,
    accounts: { total: 900, tookMs: 200_000, quarters },
    identities: { total: 40, tookMs: 120_000, quarters: undefined },
    beginShare: 0.6,
    tailMs: 4000,
    longestGapMs: 31_000,
  });
});

describe("a run that an earlier version kept", () => {
  const durations = { tookMs: 360_000, readingMs: 60_000 };

  test("tells a counter's time where it was the only one", () => {
    expect(earlierRunOf({ ...run, totalAccounts: 900, totalIdentities: 0 })).toEqual({
      ...durations,
      accounts: { total: 900, tookMs: 300_000 },
    });
    expect(earlierRunOf({ ...run, totalAccounts: 0, totalIdentities: 40 })).toEqual({
      ...durations,
      identities: { total: 40, tookMs: 300_000 },
    });
  });

  test("does not tell how the time of two counters divides", () => {
    expect(earlierRunOf(run)).toEqual(durations);
    expect(earlierRunOf({ ...run, totalAccounts: 900, totalIdentities: 40 })).toEqual(durations);
  });
});

test("no rate is told of a counter without a total or without a time", () => {
  const late = { ...run, totalAccounts: 900, processingMs: undefined };
  expect(earlierRunOf(late).accounts).toBeUndefined();
  expect(earlierRunOf({ ...run, totalAccounts: 900, accountsMs: 0 }).accounts).toBeUndefined();
  expect(earlierRunOf({ ...run, totalAccounts: 0, accountsMs: 500 }).accounts).toBeUndefined();
});

test("a run of which only its length and its changes are known guesses the time of its accounts", () => {
  const bare = { ...run, collectingMs: undefined, processingMs: undefined, totalAccounts: 900 };
  expect(earlierRunOf(bare).accounts).toEqual({ total: 900, tookMs: 270_000, isGuess: true });
  expect(earlierRunOf({ ...bare, totalAccounts: 0 }).accounts).toBeUndefined();
  expect(earlierRunOf({ ...bare, tookMs: undefined }).accounts).toBeUndefined();
  expect(earlierRunOf({ ...bare, collectingMs: 60_000 }).accounts).toBeUndefined();
});

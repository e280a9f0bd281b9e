import { expect, test } from "vitest";
import { byName, totalNames } from "../../../src/api/endpoints/counters.ts";
import { earlierRunOf } from "../../../src/history/earlier-run.ts";
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
};

test("a run in the history tells its durations, and a counter's where it was the only one", () => {
  const durations = { tookMs: 360_000, readingMs: 60_000 };
  expect(earlierRunOf(run)).toEqual(durations);
  expect(earlierRunOf({ ...run, totalAccounts: 900, totalIdentities: 0 })).toEqual({
    ...durations,
    accounts: { total: 900, tookMs: 300_000 },
  });
  expect(earlierRunOf({ ...run, totalAccounts: 0, totalIdentities: 40 })).toEqual({
    ...durations,
    identities: { total: 40, tookMs: 300_000 },
  });
});

test("how the time of two counters divides is not known, nor that of a run joined late", () => {
  const both = { ...run, totalAccounts: 900, totalIdentities: 40 };
  expect(earlierRunOf(both)).toEqual({ tookMs: 360_000, readingMs: 60_000 });
  const late = { ...run, totalAccounts: 900, processingMs: undefined };
  expect(earlierRunOf(late).accounts).toBeUndefined();
});

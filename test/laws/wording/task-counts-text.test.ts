import { expect, test } from "vitest";
import type { TaskCounts } from "../../../src/api/endpoints/task-counts.ts";
import { progressText } from "../../../src/wording/progress-text.ts";
import { taskCountsText } from "../../../src/wording/task-counts-text.ts";
import { accounts } from "../../support/invented/answers.ts";
import { live, over } from "../../support/invented/watches.ts";

/** An id that has completed, whose task has counted this. */
function counted(counts: TaskCounts, processed = accounts(5200, 5200)) {
  const verdict = { kind: "SUCCESS", messages: [], counts } as const;
  const ending = { kind: "COMPLETED", at: 0, isSeenRunning: true, tookMs: 1, verdict } as const;
  return over(live("Okta", "COMPLETED", processed), ending);
}

test("what a task has counted is told in the words of the web UI, scanned first", () => {
  const counts = { ignored: 3, deleted: 50, updated: 3950, created: 1200, optimized: 74_800 };
  expect(taskCountsText(counted({ ...counts, total: 80_003 }))).toBe(
    "scanned 80,003 · unchanged 74,800 · created 1,200 · updated 3,950 · deleted 50 · ignored 3",
  );
});

test("of what is 0 only the scanned accounts are told", () => {
  expect(taskCountsText(counted({ total: 0, optimized: 0, created: 0 }))).toBe("scanned 0");
  expect(taskCountsText(counted({ optimized: 0, updated: 7 }))).toBe("updated 7");
});

test("without counts, and before the verdict, nothing is told", () => {
  expect(taskCountsText(live("Okta", "COMPLETED"))).toBe("");
  expect(taskCountsText(over(live("Okta", "COMPLETED"), "COMPLETED"))).toBe("");
});

test("they follow the counters of the aggregation, also where nothing has changed", () => {
  expect(progressText(counted({ total: 80_000, optimized: 74_800 }))).toBe(
    "5,200/5,200 accounts, scanned 80,000 · unchanged 74,800",
  );
  expect(progressText(counted({ total: 80_000 }, accounts(0, 0)))).toBe(
    "no new, changed or deleted accounts, scanned 80,000",
  );
});

import { expect, test } from "vitest";
import { startTable } from "../../../src/output/start-table.ts";
import { notStartedLines } from "../../../src/output/summary-lines.ts";
import { markdownSummary } from "../../../src/output/markdown/markdown-summary.ts";
import { newWatch, type Watch } from "../../../src/watch/model/watch.ts";
import { noCounters } from "../../../src/api/endpoints/counters.ts";
import { accounts } from "../../support/invented/answers.ts";

const over: Watch = {
  ...newWatch({ id: "a1", label: "Workday HR" }, 0),
  counters: { ...noCounters, ...accounts(5080, 5080) },
  ending: {
    kind: "COMPLETED",
    at: 0,
    isSeenRunning: true,
    tookMs: 189_000,
    verdict: { kind: "WARNING", messages: [], counts: { total: 80_000, updated: 5080 } },
  },
};
const awaited = newWatch({ id: "a3", label: "Payroll", isAwaited: true }, 0);
const notStarted = [{ name: "Okta", reason: "left before it was started" }];

test("the table has a row for each source: outcome, time, counts, or why it was not started", () => {
  expect(startTable([over, awaited], notStarted)).toEqual([
    "SOURCE      OUTCOME                    TOOK    ACCOUNTS     TASK COUNTS",
    "Workday HR  ± COMPLETED WITH WARNINGS  3m 09s  5,080/5,080  scanned 80,000 · updated 5,080",
    "Okta        − not started: left before it was started",
  ]);
});

test("columns that are empty for all are left out", () => {
  const [head] = startTable([{ ...over, ending: undefined }], []);
  expect(head).toBe("SOURCE      OUTCOME          ACCOUNTS");
});

test("the same is in Markdown, with the numbers of both", () => {
  const text = markdownSummary([over], 8, undefined, notStarted);
  expect(text).toContain("| Okta |  | − not started |  |  |  | left before it was started |\n");
  expect(text).toMatch(
    /\n1 aggregation: 1 completed with warnings, 1 not started\. \*\*Exit code 8/,
  );
  expect(markdownSummary([], 1, undefined, notStarted)).toContain("0 aggregations: 1 not started.");
});

test("below a screen the lines fit its columns", () => {
  const reason = "the tenant refused it for a reason that is longer than a terminal is wide";
  for (const line of notStartedLines([{ name: "Okta", reason }], 40)) {
    expect(line.length).toBeLessThanOrEqual(40);
  }
});

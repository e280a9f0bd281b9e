import { expect, test } from "vitest";
import { parseTaskStatus } from "../../../src/api/endpoints/task-status.ts";
import { runOfTask } from "../../../src/history/run-of-task.ts";

const launched = Date.parse("2026-11-23T13:00:00Z");
const host = "acme.api.identitynow.com";

/** The run of a task with these fields, which took ten minutes. */
function runOf(fields: object) {
  const own = { id: "t1", launched, completed: launched + 600_000, completionStatus: "SUCCESS" };
  const task = parseTaskStatus(JSON.stringify({ ...own, ...fields }));
  return task && runOfTask(task, host);
}

test("a run takes from the launch of its task to its completion, and changes what it counts", () => {
  const attributes = { total: 900, optimized: 700, created: 50, updated: 140, deleted: 10 };
  expect(runOf({ target: { id: "s1", name: "Okta [source]" }, attributes })).toMatchObject({
    endedAt: launched + 600_000,
    tenant: host,
    id: "t1",
    source: "Okta",
    ending: "COMPLETED",
    verdict: "SUCCESS",
    tookMs: 600_000,
    totalAccounts: 200,
    totalAccountsMarkedForDeletion: 10,
    collectingMs: undefined,
  });
});

test("without a launch it takes from its creation; without all counts it has none", () => {
  const created = launched - 60_000;
  expect(runOf({ launched: null, created })?.tookMs).toBe(660_000);
  expect(runOf({ attributes: { created: 50, updated: 140 } })?.totalAccounts).toBeUndefined();
});

test.each([
  ["Success", "COMPLETED", "SUCCESS"],
  ["WARNING", "COMPLETED", "WARNING"],
  ["ERROR", "FAILED", "ERROR"],
  ["TEMPERROR", "FAILED", "TEMP_ERROR"],
  ["TERMINATED", "TERMINATED", "TERMINATED"],
])("%s is %s, with the verdict %s", (completionStatus, ending, verdict) => {
  expect(runOf({ completionStatus })).toMatchObject({ ending, verdict });
});

test.each([
  ["is not over", { completed: null }],
  ["has no outcome yet", { completionStatus: null }],
  ["has an outcome that nobody published", { completionStatus: "SKIPPED" }],
  ["ended at no moment that is meant", { completed: "9999-12-31T00:00:00Z" }],
  ["ended hours before it began", { completed: launched - 7_200_000 }],
  ["began at no known moment", { launched: null }],
])("what %s is no run", (_, fields) => {
  expect(runOf(fields)).toBeUndefined();
});

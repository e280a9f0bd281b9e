import { expect, test } from "vitest";
import { apiVersions, listsUnfinishedTasks, pathsOf } from "../../../../src/api/http/paths.ts";

/** Every path of a version, for the id `x`. */
function allPaths(version: (typeof apiVersions)[number]) {
  const { aggregationStatus, tasks, task, pendingTasks, sources, loadAccounts } = pathsOf(version);
  return [aggregationStatus("x"), tasks, task("x"), pendingTasks, sources, loadAccounts("x")];
}

test.each(["beta", "v2024", "v2025"] as const)("%s stands before every path", (version) => {
  expect(allPaths(version)).toEqual([
    `${version}/account-aggregations/x/status`,
    `${version}/task-status`,
    `${version}/task-status/x`,
    `${version}/task-status/pending-tasks`,
    `${version}/sources`,
    `${version}/sources/x/load-accounts`,
  ]);
});

test("v2026 has given the list of pending tasks up", () => {
  expect(allPaths("v2026")).toEqual([
    "v2026/account-aggregations/x/status",
    "v2026/task-status",
    "v2026/task-status/x",
    undefined,
    "v2026/sources",
    "v2026/sources/x/load-accounts",
  ]);
});

test("v1 is the version of a service, so the service stands before it", () => {
  expect(allPaths("v1")).toEqual([
    "account-aggregations/v1/x/status",
    "task-status/v1",
    "task-status/v1/x",
    undefined,
    "sources/v1",
    "sources/v1/x/load-accounts",
  ]);
});

test("whatever an id holds, it is one segment", () => {
  for (const version of apiVersions) {
    const { aggregationStatus, task, loadAccounts } = pathsOf(version);
    const encoded = "a%2Fb%3Fc%23%20%25";
    for (const path of [aggregationStatus, task, loadAccounts]) {
      expect(path("a/b?c# %").replace(encoded, "x")).toBe(path("x"));
    }
  }
});

test("every version has a list of what is not over: by a filter, or of its own", () => {
  const lists = apiVersions.map((version) => [
    version,
    listsUnfinishedTasks(version),
    pathsOf(version).pendingTasks !== undefined,
  ]);
  expect(lists).toEqual([
    ["v2024", false, true],
    ["v2025", true, true],
    ["v2026", true, false],
    ["v1", true, false],
    ["beta", false, true],
  ]);
});

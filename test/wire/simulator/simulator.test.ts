import { expect, test } from "vitest";
import { rig } from "../support/simulator-support.ts";

const statusPath = (id: string, prefix = "/v2024/account-aggregations") => `${prefix}/${id}/status`;

test("an aggregation begins with the first question about it", async () => {
  const { clock, status } = await rig("normal");
  await clock.advance(600_000);
  const response = await status("normal");
  expect(await response.json()).toEqual({
    start: new Date(clock.now()).toISOString(),
    status: "STARTED",
  });
});

test("all counters are there once accounts are collected", async () => {
  const { clock, status } = await rig("normal");
  await status("normal");
  await clock.advance(300_000);
  const response = await status("normal");
  expect(await response.json()).toEqual({
    start: expect.any(String),
    status: "ACCOUNTS_COLLECTED",
    totalAccounts: expect.any(Number),
    processedAccounts: expect.any(Number),
    totalAccountsMarkedForDeletion: expect.any(Number),
    deletedAccounts: expect.any(Number),
    totalIdentities: expect.any(Number),
    processedIdentities: expect.any(Number),
  });
});

test("the beta version answers four fields, and every version serves the same id", async () => {
  const { clock, id, ask } = await rig("normal");
  const bodyAt = async (prefix: string) => {
    const response = await ask(statusPath(id("normal"), prefix));
    return Object.keys(Object(await response.json()));
  };
  await bodyAt("/beta/account-aggregations");
  await clock.advance(300_000);
  const four = ["start", "status", "totalAccounts", "processedAccounts"];
  expect(await bodyAt("/beta/account-aggregations")).toEqual(four);
  expect(await bodyAt("/v2025/account-aggregations")).toHaveLength(8);
  expect(await bodyAt("/v2026/account-aggregations")).toHaveLength(8);
  expect(await bodyAt("/account-aggregations/v1")).toHaveLength(8);
});

test("NOT_FOUND is a 200 body without a start, and 404 in the beta version", async () => {
  const { id, ask } = await rig("not-found");
  const response = await ask(statusPath(id("not-found")));
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ start: null, status: "NOT_FOUND" });
  expect((await ask(statusPath(id("not-found"), "/beta/account-aggregations"))).status).toBe(404);
});

test("Date is the aggregations' clock's, in whole seconds", async () => {
  const { clock, status } = await rig("normal");
  await clock.advance(90_700);
  const { headers } = await status("normal");
  expect(Date.parse(headers.get("date") ?? "")).toBe(Math.floor(clock.now() / 1000) * 1000);
  expect(headers.get("slpt-request-id")).toMatch(/^[0-9a-f]{32}$/);
});

test("an id answers 404 an hour after its end, and its task answers still", async () => {
  const { clock, id, ask, status } = await rig("zero");
  await status("zero");
  await clock.advance(3_600_000);
  expect(await (await status("zero")).json()).toMatchObject({ status: "COMPLETED" });
  await clock.advance(150_000);
  const gone = await status("zero");
  expect(gone.status).toBe(404);
  expect(await gone.json()).toMatchObject({ detailCode: "404 Not found" });
  const task = await ask(`/v2024/task-status/${id("zero")}`);
  expect(await task.json()).toMatchObject({ completionStatus: "SUCCESS" });
});

test("the limiter lets 100 requests in, then says when there is room again", async () => {
  const { clock, id, ask, status } = await rig("normal");
  const codes = async (times: number) => {
    const answers = await Promise.all(Array.from({ length: times }, () => status("normal")));
    return answers.map((answer) => answer.status);
  };
  await status("normal");
  await clock.advance(4000);
  expect(new Set(await codes(99))).toEqual(new Set([200]));
  const refused = await status("normal");
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("6");
  // Another version has a budget of its own.
  expect((await ask(statusPath(id("normal"), "/v2025/account-aggregations"))).status).toBe(200);
  await clock.advance(6000);
  expect(await codes(2)).toEqual(expect.arrayContaining([200, 429]));
});

test("in the limiter scenario another program leaves no room for some 20 seconds", async () => {
  const { clock, status } = await rig("limiter");
  await status("limiter");
  await clock.advance(150_000);
  const first = await status("limiter");
  expect([first.status, first.headers.get("retry-after")]).toEqual([429, "10"]);
  await clock.advance(10_500);
  const second = await status("limiter");
  expect([second.status, second.headers.get("retry-after")]).toEqual([429, "10"]);
  await clock.advance(10_000);
  expect((await status("limiter")).status).toBe(200);
});

test("the task of an aggregation says what became of it", async () => {
  const { clock, id, ask } = await rig("normal", "warnings", "errors", "unknown");
  const task = async (name: "normal" | "warnings" | "errors"): Promise<unknown> =>
    (await ask(`/task-status/v1/${id(name)}`)).json();
  expect(await task("normal")).toMatchObject({
    id: id("normal"),
    type: "QUARTZ",
    uniqueName: "Cloud Account Aggregation",
    target: { name: "Workday HR [source]", type: "APPLICATION" },
    completed: null,
    completionStatus: null,
    messages: [],
  });
  await task("warnings");
  await task("errors");
  await clock.advance(850_000);
  expect(await task("normal")).toMatchObject({ completionStatus: "SUCCESS", percentComplete: 100 });
  expect(await task("warnings")).toMatchObject({
    completionStatus: "WARNING",
    messages: [{ type: "WARN", localizedText: { locale: "en-US", message: expect.any(String) } }],
  });
  expect(await task("errors")).toMatchObject({ completionStatus: "ERROR" });
  expect((await ask(`/v2024/task-status/${id("unknown")}`)).status).toBe(404);
});

test("unknown paths are 404, other methods 405, broken escapes 400", async () => {
  const { ask, id } = await rig("normal");
  const code = async (path: string, method = "GET") => (await ask(path, { method })).status;
  expect(await code("/")).toBe(404);
  expect(await code("/v3/account-aggregations/x/status")).toBe(404);
  expect(await code(statusPath("f".repeat(32)))).toBe(404);
  expect(await code(statusPath(id("normal")), "POST")).toBe(405);
  expect(await code("/oauth/token")).toBe(405);
  expect(await code(statusPath("%zz"))).toBe(400);
});

test("every request is seen, with its moment", async () => {
  const { clock, simulator, id, status } = await rig("normal");
  await clock.advance(1000);
  await status("normal");
  expect(simulator.requests).toEqual([
    { atMs: 1000, method: "POST", path: "/oauth/token" },
    { atMs: 1000, method: "GET", path: statusPath(id("normal")) },
  ]);
});

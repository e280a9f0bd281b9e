import { expect, test } from "vitest";
import type { ScenarioName } from "../../../src/simulator/scenarios/scenarios.ts";
import { rig, rigWith } from "../support/simulator-support.ts";

interface Task {
  readonly id: string;
  readonly type: string;
  readonly uniqueName: string;
  readonly created: string;
  readonly completed: string | null;
  readonly completionStatus: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly target: { readonly id: string; readonly name: string };
}

const versions = [
  ["beta", "/beta/task-status"],
  ["v2024", "/v2024/task-status"],
  ["v2025", "/v2025/task-status"],
  ["v2026", "/v2026/task-status"],
  ["v1", "/task-status/v1"],
] as const;

function listPath(version: string, query: Readonly<Record<string, string>> = {}): string {
  const path = versions.find(([name]) => name === version)?.[1] ?? "";
  return `${path}?${new URLSearchParams(query).toString()}`;
}

/** A tenant and its lists of tasks. */
async function tasks(version: string, ...scenarios: readonly ScenarioName[]) {
  const tenant = await rig(...scenarios);
  const list = async (query?: Readonly<Record<string, string>>): Promise<readonly Task[]> => {
    const response = await tenant.ask(listPath(version, query));
    expect(response.status).toBe(200);
    return (await response.json()) as readonly Task[];
  };
  const refused = async (query: Readonly<Record<string, string>>) => {
    const response = await tenant.ask(listPath(version, query));
    return [response.status, Object(await response.json()).messages?.[0].text];
  };
  return { ...tenant, list, refused };
}

const unfinished = "completionStatus isnull";

test.each(["beta", "v2024"])(
  "the list of %s holds what is over and nothing else",
  async (version) => {
    const { list, id, clock } = await tasks(version, "normal", "zero");
    const isListed = async (wanted: string) => (await list()).some((task) => task.id === wanted);
    expect(await isListed(id("zero"))).toBe(false);
    await clock.advance(200_000);
    expect([await isListed(id("zero")), await isListed(id("normal"))]).toEqual([true, false]);
  },
);

test.each(["v2025", "v2026", "v1"])("the list of %s holds everything", async (version) => {
  const { list, id } = await tasks(version, "normal");
  const ids = (await list()).map((task) => task.id);
  expect(ids).toContain(id("normal"));
  expect(ids.length).toBeGreaterThan(100);
});

test("the type of every task is QUARTZ, and some of them are no account aggregations", async () => {
  const { list } = await tasks("v2025", "normal");
  const all = await list();
  expect(new Set(all.map(({ type }) => type))).toEqual(new Set(["QUARTZ"]));
  expect(all.some(({ uniqueName }) => uniqueName.startsWith("Cloud Group Aggregation"))).toBe(true);
  const aggregations = await list({ filters: 'type eq "CLOUD_ACCOUNT_AGGREGATION"' });
  expect(aggregations.length).toBeLessThan(all.length);
  for (const { uniqueName } of aggregations) {
    expect(uniqueName).toMatch(/^Cloud Account Aggregation\b/);
  }
});

test("a filter finds tasks by id, source, outcome and type, several of them at once", async () => {
  const { list, id } = await tasks("v2025", "normal", "warnings");
  const ids = async (filters: string) => (await list({ filters })).map((task) => task.id);
  expect(await ids(`id eq "${id("normal")}"`)).toEqual([id("normal")]);
  const both = await ids(`id in ("${id("normal")}", "${id("warnings")}")`);
  expect(both.toSorted()).toEqual([id("normal"), id("warnings")].toSorted());
  const [task] = await list({ filters: `id eq "${id("normal")}"` });
  const ofSource = await list({ filters: `sourceId eq "${task?.target.id ?? ""}"` });
  expect(new Set(ofSource.map(({ target }) => target.name))).toEqual(
    new Set(["Workday HR [source]"]),
  );
  expect(ofSource.length).toBeGreaterThan(2);
  const running = `type eq "CLOUD_ACCOUNT_AGGREGATION" and ${unfinished}`;
  expect((await ids(running)).toSorted()).toEqual(both.toSorted());
});

test("an outcome is found however it is written", async () => {
  const { list } = await tasks("v1", "normal");
  const found = await list({ filters: 'completionStatus eq "success"' });
  expect(new Set(found.map(({ completionStatus }) => completionStatus))).toEqual(
    new Set(["SUCCESS", "Success"]),
  );
  const errors = await list({ filters: 'completionStatus in ("TEMPERROR","TEMP_ERROR")' });
  expect(new Set(errors.map(({ completionStatus }) => completionStatus))).toEqual(
    new Set(["TEMPERROR", "TEMP_ERROR"]),
  );
});

test("a task that is over has its counts among its attributes, by the names that it returns", async () => {
  const { ask, id, clock } = await tasks("v2024", "warnings");
  const path = `/v2024/task-status/${id("warnings")}`;
  const task = async () => Object(await (await ask(path)).json());
  const names = ["total", "optimized", "ignored", "created", "updated", "deleted"];
  expect(Object.keys((await task()).attributes)).toEqual(["appId", "optimizedAggregation"]);
  await clock.advance(400_000);
  const { attributes, returns } = await task();
  expect(attributes).toMatchObject({ ignored: 3, total: expect.any(Number) });
  expect(Object.keys(attributes)).toEqual(expect.arrayContaining(names));
  expect(returns.map(({ attributeName = "" }) => attributeName)).toEqual(
    expect.arrayContaining(names),
  );
});

test.each([
  ["v2024", unfinished, 400, "Filtering by completionStatus isnull is not supported"],
  ["v2025", 'type eq "NONSENSE"', 400, "Unsupported Task Definition type"],
  ["v2025", 'target.id eq "x"', 500, "An internal fault occurred."],
  ["v2025", 'uniqueName sw "Cloud"', 400, "Filtering by uniqueName sw is not supported"],
  ["v2025", 'id co "x"', 400, "Filtering by id co is not supported"],
  ["v2025", "id eq x", 400, expect.any(String)],
])("in %s the filter %s is answered with %d", async (version, filters, status, text) => {
  const { refused } = await tasks(version, "normal");
  expect(await refused({ filters })).toEqual([status, text]);
});

test("v1 filters by who started a task, and no version before", async () => {
  const { list } = await tasks("v1", "normal");
  const all = await list({});
  expect(await list({ filters: 'launcher eq "simulated.admin"' })).toEqual(all);
  expect(await list({ filters: 'launcher in ("simulated.admin", "x")' })).toEqual(all);
  expect(await list({ filters: 'launcher eq "x"' })).toEqual([]);
  const { refused } = await tasks("v2026", "normal");
  const objection = "Filtering by launcher eq is not supported";
  expect(await refused({ filters: 'launcher eq "x"' })).toEqual([400, objection]);
});

test("a tenant may refuse to filter by type, documented as that is", async () => {
  const { ask } = await rigWith({ isTypeFilterRefused: true }, "normal");
  const filters = 'type eq "CLOUD_ACCOUNT_AGGREGATION"';
  const response = await ask(listPath("v2025", { filters }));
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("Unsupported Task Definition type");
  expect((await ask(listPath("v2025", { filters: unfinished }))).status).toBe(200);
});

test("tasks are sorted by their creation, either way, and by nothing else", async () => {
  const { list, refused } = await tasks("v2025", "normal", "stall");
  const created = async (sorters: string) => (await list({ sorters })).map((task) => task.created);
  const oldestFirst = await created("created");
  expect(oldestFirst).toEqual(oldestFirst.toSorted());
  expect(await created("-created")).toEqual(oldestFirst.toReversed());
  expect((await refused({ sorters: "completed" }))[0]).toBe(400);
});

test("a page has its limit, its offset and, if asked, the number of all", async () => {
  const { ask, list, refused } = await tasks("v2025", "normal");
  const all = await list({ sorters: "-created" });
  const page = await list({ sorters: "-created", limit: "3", offset: "2" });
  expect(page.map(({ id }) => id)).toEqual(all.slice(2, 5).map(({ id }) => id));
  const counted = await ask(listPath("v2025", { limit: "1", count: "true" }));
  expect(counted.headers.get("x-total-count")).toBe(`${all.length}`);
  expect((await ask(listPath("v2025"))).headers.has("x-total-count")).toBe(false);
  expect(await list({ offset: "9999" })).toEqual([]);
  const tooMuch = [{ limit: "251" }, { limit: "-1" }, { offset: "x" }, { limit: "1.5" }];
  const refusals = await Promise.all(tooMuch.map(refused));
  expect(refusals.map(([status]) => status)).toEqual([400, 400, 400, 400]);
});

test.each(["beta", "v2024", "v2025"])(
  "the pending tasks of %s are those without an outcome",
  async (version) => {
    const { ask, id } = await rig("normal", "warnings");
    const response = await ask(`/${version}/task-status/pending-tasks?limit=250`);
    expect(response.status).toBe(200);
    const pending = (await response.json()) as readonly Task[];
    expect(pending.map((task) => task.id).toSorted()).toEqual(
      [id("normal"), id("warnings")].toSorted(),
    );
  },
);

test("where nothing is pending the answer is 204, without a body", async () => {
  const { ask } = await rig();
  const response = await ask("/v2024/task-status/pending-tasks");
  expect([response.status, await response.text()]).toEqual([204, ""]);
  expect(response.headers.has("content-length")).toBe(false);
});

test.each(["/v2026/task-status/pending-tasks", "/task-status/v1/pending-tasks"])(
  "%s is a task that nobody knows",
  async (path) => {
    const { ask } = await rig("normal");
    const response = await ask(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toHaveProperty("detailCode", "404 Not found");
  },
);

test("a task is completed a moment before it has an outcome, and pending as long", async () => {
  const { ask, id, clock, list } = await tasks("v2025", "errors");
  const task = async (): Promise<Task> => {
    const response = await ask(`/v2025/task-status/${id("errors")}`);
    return (await response.json()) as Task;
  };
  await task();
  const isPending = async () => (await list({ filters: unfinished })).length > 0;
  // The moment has to be met, and nobody knows when it is.
  const untilCompleted = async (): Promise<void> => {
    if ((await task()).completed !== null) return;
    await clock.advance(2000);
    await untilCompleted();
  };
  await untilCompleted();
  expect(await task()).toMatchObject({ completed: expect.any(String), completionStatus: null });
  expect(await isPending()).toBe(true);
  await clock.advance(4000);
  expect(await task()).toMatchObject({ completionStatus: "ERROR" });
  expect(await isPending()).toBe(false);
});

test("what a user may not see is in no list, and what the tenant does not know is in none", async () => {
  const { list, id } = await tasks("v1", "forbidden", "unknown", "not-found", "normal");
  const ids = (await list()).map((task) => task.id);
  expect(ids).toContain(id("normal"));
  expect(ids).not.toContain(id("forbidden"));
  expect(ids).not.toContain(id("unknown"));
  expect(ids).not.toContain(id("not-found"));
});

test("the tasks of the days before have their outcomes, though their status is gone", async () => {
  const { ask, list } = await tasks("v2024", "normal");
  const [task] = await list({ filters: 'completionStatus eq "WARNING"', limit: "1" });
  expect(task?.uniqueName).toMatch(/^Cloud Account Aggregation \d+$/);
  const id = task?.id ?? "";
  expect((await ask(`/v2024/account-aggregations/${id}/status`)).status).toBe(404);
  const alone = await ask(`/v2024/task-status/${id}`);
  expect(await alone.json()).toMatchObject({ id, messages: [{ localizedText: null }] });
});

test("a task is kept for 90 days", async () => {
  const { ask, list, id, clock, signIn } = await tasks("v2025", "zero");
  const dayMs = 86_400_000;
  const task = async () => {
    await signIn();
    return (await ask(`/v2025/task-status/${id("zero")}`)).status;
  };
  expect(await task()).toBe(200);
  await clock.advance(90 * dayMs - 1);
  expect(await task()).toBe(200);
  expect((await list()).map((one) => one.id)).toEqual([id("zero")]);
  await clock.advance(1);
  expect(await task()).toBe(404);
  expect(await list()).toEqual([]);
});

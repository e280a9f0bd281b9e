import { describe, expect, test } from "vitest";
import { apiVersions } from "../../../src/api/http/paths.ts";
import { createRecentFinder } from "../../../src/api/endpoints/recent-aggregations.ts";
import { createRunningFinder } from "../../../src/api/endpoints/running-aggregations.ts";
import type { Source } from "../../../src/api/endpoints/source.ts";
import { createSourceFinder, type SourceFinder } from "../../../src/api/endpoints/sources.ts";
import { startAggregation } from "../../../src/api/endpoints/start.ts";
import { taskById } from "../../../src/api/endpoints/tasks.ts";
import { knowsVersion } from "../../../src/api/endpoints/version-check.ts";
import { verdictOf } from "../../../src/watch/model/verdict.ts";
import { rig, rigWith } from "../support/simulator-support.ts";

const optimized = { disableOptimization: false };

/** The source of that name. */
async function source(finder: SourceFinder, name: string): Promise<Source> {
  const found = await finder.find(name);
  if (found.kind !== "found") throw new Error(`${name} is ${found.kind}`);
  return found.source;
}

describe.each(apiVersions)("in %s", (version) => {
  test("a source is found by its name, an aggregation started, found running and judged", async () => {
    const tenant = await rig();
    const api = await tenant.api(version);
    const findRunning = createRunningFinder(api);
    expect(await findRunning()).toEqual([]);

    const { id: sourceId } = await source(createSourceFinder(api), "Okta");
    const { id, created } = await startAggregation(api, sourceId, optimized);
    expect(created).toBe(tenant.clock.now());
    expect(await findRunning()).toMatchObject([{ id, sourceId, sourceName: "Okta" }]);
    expect(verdictOf(await taskById(api, id))).toMatchObject({ kind: "UNDECIDED", over: false });

    await tenant.clock.advance(300_000);
    expect(await findRunning()).toEqual([]);
    expect(verdictOf(await taskById(api, id))).toEqual({
      kind: "WARNING",
      completionStatus: "WARNING",
      messages: [
        { type: "WARN", text: "3 accounts were ignored because they have no native identity." },
      ],
      over: true,
    });
  });

  test("a source's aggregations are found, newest first, those that run among them", async () => {
    const { api: signIn, id } = await rig("normal", "zero");
    const api = await signIn(version);
    const { id: sourceId } = await source(createSourceFinder(api), "Workday HR");
    const tasks = await createRecentFinder(api, sourceId, 100)();
    expect(tasks[0]).toMatchObject({ id: id("normal"), completionStatus: undefined });
    // Ten runs that ended well and a mishap.
    expect(tasks).toHaveLength(1 + 11);
    for (const task of tasks) expect(task.sourceId).toBe(sourceId);
    const all = await createRecentFinder(api, undefined, 1000)();
    expect(all.length).toBeGreaterThan(80);
    expect(
      all
        .slice(0, 2)
        .map((task) => task.id)
        .toSorted(),
    ).toEqual([id("normal"), id("zero")].toSorted());
  });

  test("the version is known, and where it is not that is told", async () => {
    const { api } = await rig();
    expect(await knowsVersion(await api(version))).toBe(true);
    const others = apiVersions.filter((one) => one !== version);
    const older = await rigWith({ apiVersions: others });
    expect(await knowsVersion(await older.api(version))).toBe(false);
  });
});

test("a start while one runs comes to an error that says so", async () => {
  const { api: signIn, clock } = await rig();
  const api = await signIn();
  const { id: sourceId } = await source(createSourceFinder(api), "Okta");
  await startAggregation(api, sourceId, optimized);
  const { id } = await startAggregation(api, sourceId, optimized);
  await clock.advance(5000);
  expect(verdictOf(await taskById(api, id))).toMatchObject({
    kind: "ERROR",
    over: true,
    messages: [{ type: "ERROR", text: expect.stringContaining("currently running aggregation") }],
  });
});

test("a tenant that refuses the filter by type hides nothing that runs", async () => {
  const { api, id } = await rigWith({ isTypeFilterRefused: true }, "normal", "errors");
  const running = await createRunningFinder(await api("v2026"))();
  expect(running.map((task) => task.id).toSorted()).toEqual(
    [id("normal"), id("errors")].toSorted(),
  );
});

test("an aggregation that is completed and has no outcome yet is running still", async () => {
  const { api: signIn, clock, id } = await rig("errors");
  const api = await signIn("v2025");
  const findRunning = createRunningFinder(api);
  const untilCompleted = async (): Promise<void> => {
    if ((await taskById(api, id("errors"))).completed !== undefined) return;
    await clock.advance(2000);
    await untilCompleted();
  };
  await untilCompleted();
  expect((await findRunning()).map((task) => task.id)).toEqual([id("errors")]);
  await clock.advance(4000);
  expect(await findRunning()).toEqual([]);
});

test("names that are a trial for filters are found, and parts of names have candidates", async () => {
  const { api } = await rig();
  const sources = createSourceFinder(await api());
  const names = ['Sales "EMEA"', "Finance\\Payables"];
  const found = await Promise.all(names.map((name) => sources.find(name)));
  expect(found).toMatchObject(names.map((name) => ({ kind: "found", source: { name } })));
  expect(await sources.find("Active")).toMatchObject({
    kind: "similar",
    candidates: [{ name: "Active Directory" }, { name: "Active Directory Test" }],
  });
  const { id } = await source(sources, "Okta");
  expect(await sources.find(id)).toMatchObject({ kind: "found", source: { name: "Okta" } });
});

test("a CSV source is told from others, and takes its file", async () => {
  const { api: signIn } = await rig();
  const api = await signIn();
  const sources = createSourceFinder(api);
  expect(await source(sources, "Okta")).toMatchObject({ isDelimitedFile: false });
  const { id, isDelimitedFile } = await source(sources, "Contractors");
  expect(isDelimitedFile).toBe(true);
  await expect(startAggregation(api, id, optimized)).rejects.toMatchObject({ status: 400 });
  const wrong = new File(["id,name\n"], "accounts.csv");
  await expect(startAggregation(api, id, { ...optimized, file: wrong })).rejects.toMatchObject({
    message: expect.stringContaining(
      'column: "[givenName, familyName, e-mail, location, manager]"',
    ),
  });
  const columns = "id,name,givenName,familyName,e-mail,location,manager\n";
  const file = new File([columns], "accounts.csv");
  expect(await startAggregation(api, id, { ...optimized, file })).toMatchObject({ sourceId: id });
});

test("a sub-administrator sees his sources without having to say who he is", async () => {
  const { api } = await rig();
  const sources = createSourceFinder(await api("v1", "subadmin"));
  const names = ["Active Directory Test", "Contractors", 'Sales "EMEA"'];
  expect(await sources.find("s")).toMatchObject({
    kind: "similar",
    candidates: names.map((name) => ({ name })),
  });
  expect(await sources.find("Okta")).toEqual({ kind: "unknown" });
});

test("who lacks a scope is told 403, whatever way there may be around", async () => {
  const { api: signIn } = await rig("normal");
  for (const version of apiVersions) {
    const api = await signIn(version, "sources-only");
    await expect(createRunningFinder(api)()).rejects.toMatchObject({ status: 403 });
  }
});

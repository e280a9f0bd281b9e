import { describe, expect, test } from "vitest";
import { apiVersions } from "../../../src/api/http/paths.ts";
import { createRecentFinder } from "../../../src/api/endpoints/recent-aggregations.ts";
import { createRunningFinder } from "../../../src/api/endpoints/running-aggregations.ts";
import { createSourceFinder } from "../../../src/api/endpoints/sources.ts";
import { startAggregation } from "../../../src/api/endpoints/start.ts";
import { taskById } from "../../../src/api/endpoints/tasks.ts";
import type { Api } from "../../../src/api/http/api.ts";
import { verdictOf } from "../../../src/watch/model/verdict.ts";
import { rig } from "../support/simulator-support.ts";

const ofEntitlements = { kind: "entitlement", disableOptimization: false } as const;
const both = ["account", "entitlement"] as const;

async function sourceId(api: Api, name: string): Promise<string> {
  const found = await createSourceFinder(api).find(name);
  if (found.kind !== "found") throw new Error(`${name} is ${found.kind}`);
  return found.source.id;
}

describe.each(apiVersions)("in %s", (version) => {
  test("entitlements are started, found running beside accounts, and judged", async () => {
    const tenant = await rig();
    const api = await tenant.api(version);
    const id = await sourceId(api, "Okta");
    const accounts = await startAggregation(api, id, { disableOptimization: false });
    const { id: started, kind, created } = await startAggregation(api, id, ofEntitlements);
    expect({ kind, created }).toEqual({ kind: "entitlement", created: tenant.clock.now() });
    const find = (...kinds: ("account" | "entitlement")[]) => createRunningFinder(api, kinds)();
    expect((await find("account")).map((task) => task.id)).toEqual([accounts.id]);
    expect(await find("entitlement")).toMatchObject([{ id: started, sourceName: "Okta" }]);
    const all = await createRunningFinder(api, both)();
    expect(new Set(all.map((task) => task.kind))).toEqual(new Set(both));
    await tenant.clock.advance(120_000);
    const task = await taskById(api, started);
    expect(verdictOf(task)).toMatchObject({ kind: "SUCCESS", over: true });
    expect(Object.keys(task.counts ?? {})).toEqual(["total", "created", "updated", "deleted"]);
    const recent = await createRecentFinder(api, id, 100, both)();
    expect(recent.map((one) => one.id)).toEqual(expect.arrayContaining([started, accounts.id]));
  });

  test("they have no status, while they run and after", async () => {
    const { api: signIn, ask, id } = await rig("entitlements");
    const api = await signIn(version);
    await taskById(api, id("entitlements"));
    const path = version === "v1" ? "account-aggregations/v1" : `${version}/account-aggregations`;
    const { status } = await ask(`/${path}/${id("entitlements")}/status`);
    expect(status).toBe(404);
  });
});

test.each([
  ["entitlements", 160_000, "SUCCESS"],
  ["entitlements-warnings", 130_000, "WARNING"],
  ["entitlements-errors", 70_000, "ERROR"],
] as const)("%s ends as its task says", async (scenario, afterMs, completionStatus) => {
  const tenant = await rig(scenario);
  const api = await tenant.api();
  expect(await taskById(api, tenant.id(scenario))).toMatchObject({ completionStatus: undefined });
  await tenant.clock.advance(afterMs);
  expect(await taskById(api, tenant.id(scenario))).toMatchObject({ completionStatus });
});

test("a source whose entitlements are served has ten earlier runs of them that took as long", async () => {
  const { api: signIn } = await rig("entitlements");
  const api = await signIn();
  const id = await sourceId(api, "AWS IAM");
  const tasks = await createRecentFinder(api, id, 100, ["entitlement"])();
  const took = tasks.flatMap(({ created = 0, completed }) =>
    completed === undefined ? [] : [completed - created],
  );
  expect(took.length).toBeGreaterThanOrEqual(10);
  for (const ms of took) expect(ms / 150_000).toBeCloseTo(1, 0);
});

test("the same source's next entitlements fail while the first are running", async () => {
  const tenant = await rig();
  const api = await tenant.api();
  const id = await sourceId(api, "Okta");
  await startAggregation(api, id, ofEntitlements);
  const second = await startAggregation(api, id, ofEntitlements);
  await tenant.clock.advance(5000);
  const { kind, messages } = verdictOf(await taskById(api, second.id));
  expect({ kind, text: messages[0]?.text }).toMatchObject({
    kind: "ERROR",
    text: expect.stringContaining("currently running aggregation must complete"),
  });
});

describe("a start of entitlements", () => {
  test.each(["without-user", "sources-only"] as const)("is 403 for %s", async (client) => {
    const { api: signIn } = await rig();
    const id = await sourceId(await signIn(), "Okta");
    const api = await signIn("v2024", client);
    await expect(startAggregation(api, id, ofEntitlements)).rejects.toMatchObject({ status: 403 });
  });

  test("of an unknown source is 404, by a service", async () => {
    const { api: signIn } = await rig();
    const api = await signIn();
    await expect(startAggregation(api, "unknown", ofEntitlements)).rejects.toMatchObject({
      isFromService: true,
    });
  });

  test.each([
    ["without a body", {}, 202],
    [
      "with a content type and no body",
      { headers: { "content-type": "multipart/form-data" } },
      500,
    ],
    ["with a form without a file", { body: new FormData() }, 202],
    ["with JSON", { body: "{}", headers: { "content-type": "application/json" } }, 415],
  ] as const)("%s", async (_, init, expected) => {
    const { api: signIn, ask } = await rig();
    const id = await sourceId(await signIn(), "Okta");
    for (const path of [
      `sources/${id}/load-entitlements`,
      `entitlements/aggregate/sources/${id}`,
    ]) {
      const { status } = await ask(`/v2024/${path}`, { method: "POST", ...init });
      expect({ path, status }).toEqual({ path, status: expected });
    }
  });

  test("of a delimited-file source needs a file", async () => {
    const { api: signIn } = await rig();
    const api = await signIn();
    const id = await sourceId(api, "Contractors");
    await expect(startAggregation(api, id, ofEntitlements)).rejects.toMatchObject({ status: 400 });
    const file = new File(["id\r\n1\r\n"], "groups.csv");
    expect(await startAggregation(api, id, { ...ofEntitlements, file })).toMatchObject({
      kind: "entitlement",
    });
  });

  test("is a POST: anything else is not served", async () => {
    const { ask } = await rig();
    const { status, headers } = await ask("/v2024/sources/x/load-entitlements");
    expect([status, headers.get("allow")]).toEqual([405, "POST"]);
  });
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { startAggregation } from "../../../src/api/endpoints/start.ts";
import { apiOf, serviceError } from "../support/scripted-api.ts";
import { serve } from "../support/scripted-server.ts";

const sample = new URL("../../samples/load-entitlements-202.real-2024-09.json", import.meta.url);
const accepted = { status: 202, body: readFileSync(sample, "utf8") };
const ofEntitlements = { kind: "entitlement", disableOptimization: false } as const;

test.each([
  ["beta", "/beta/sources/s%2F1/load-entitlements"],
  ["v2024", "/v2024/sources/s%2F1/load-entitlements"],
  ["v2025", "/v2025/sources/s%2F1/load-entitlements"],
  ["v2026", "/v2026/sources/s%2F1/load-entitlements"],
  ["v1", "/sources/v1/s%2F1/load-entitlements"],
] as const)("a start in %s is one POST without a body, nor its type", async (version, url) => {
  const server = await serve(() => accepted);
  const task = await startAggregation(apiOf(server, version), "s/1", ofEntitlements);
  expect(task).toMatchObject({
    id: "8f7ec314b9dc47abbbea347398826e07",
    kind: "entitlement",
    created: Date.parse("2024-09-11T02:11:51.912Z"),
    launched: undefined,
    sourceId: undefined,
  });
  expect(server.requests).toMatchObject([{ method: "POST", url, body: "" }]);
  expect(server.requests[0]?.headers["content-type"]).toBeUndefined();
});

test("a CSV file goes along as a multipart form", async () => {
  const server = await serve(() => accepted);
  const file = new File(["id\r\n1\r\n"], "groups.csv", { type: "text/csv" });
  await startAggregation(apiOf(server), "s1", { ...ofEntitlements, file });
  const { headers = {}, body = "" } = server.requests[0] ?? {};
  expect(headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  expect(body).toContain('name="file"; filename="groups.csv"');
  expect(body).not.toContain("disableOptimization");
});

test.each([
  ["v2024", "/v2024/entitlements/aggregate/sources/s1"],
  ["v1", "/entitlements/v1/aggregate/sources/s1"],
] as const)(
  "a gateway of %s that does not know the path is asked by the older one, once",
  async (version, older) => {
    const unknown = { status: 404, body: '{"error":"Not Found"}' };
    const server = await serve(({ url }) => (url === older ? accepted : unknown));
    const file = new File(["id\r\n"], "groups.csv");
    await startAggregation(apiOf(server, version), "s1", { ...ofEntitlements, file });
    expect(server.requests.map(({ url }) => url)).toEqual([
      expect.stringContaining("load-entitlements"),
      older,
    ]);
    expect(server.requests[1]?.body).toContain('name="csvFile"; filename="groups.csv"');
  },
);

test("a source that a service does not know is not asked for again", async () => {
  const server = await serve(() => ({ status: 404, body: serviceError("no such source") }));
  await expect(startAggregation(apiOf(server), "s1", ofEntitlements)).rejects.toMatchObject({
    name: "NotFoundError",
  });
  expect(server.requests).toHaveLength(1);
});

test("a 403 names the scope and the user that it takes", async () => {
  const server = await serve(() => ({ status: 403, body: serviceError("no") }));
  await expect(startAggregation(apiOf(server), "s1", ofEntitlements)).rejects.toMatchObject({
    status: 403,
    advice:
      "this needs the scope idn:entitlement:manage, in some tenants idn:sources:manage as well, " +
      "or sp:scopes:all, and a user who is ORG_ADMIN",
  });
});

test.each(["", "<html>", "{}", '{"task":{}}', "[]"])(
  "a start whose answer names no task is none that may be repeated: %s",
  async (body) => {
    const server = await serve(() => ({ status: 202, body }));
    await expect(startAggregation(apiOf(server), "s1", ofEntitlements)).rejects.toMatchObject({
      name: "UnnamedTaskError",
    });
    expect(server.requests).toHaveLength(1);
  },
);

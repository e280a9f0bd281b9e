import {
  AccountAggregationsBetaApi,
  AccountAggregationsV2024Api,
  Configuration,
  EntitlementsBetaApi,
  EntitlementsV2024Api,
  SourcesBetaApi,
  SourcesV2024Api,
  TaskManagementBetaApi,
  TaskManagementV2024Api,
} from "sailpoint-api-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Rig, rig } from "../support/simulator-support.ts";

// SailPoint's own client shows from outside whether the simulated tenant is one.

beforeEach(() => {
  // It says so whenever it asks for something experimental.
  vi.spyOn(console, "log").mockReturnValue(undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

function configurationFor({ simulator }: Rig): Configuration {
  const { baseUrl, clientId, clientSecret } = simulator;
  const configuration = new Configuration({
    baseurl: baseUrl,
    clientId,
    clientSecret,
    tokenUrl: `${baseUrl}/oauth/token`,
  });
  // It calls the start of an aggregation that, and refuses it otherwise.
  configuration.experimental = true;
  return configuration;
}

test("it signs in, finds a source, starts an aggregation and follows it to its outcome in v2024", async () => {
  const tenant = await rig();
  const configuration = configurationFor(tenant);
  const sources = new SourcesV2024Api(configuration);
  const aggregations = new AccountAggregationsV2024Api(configuration);
  const tasks = new TaskManagementV2024Api(configuration);

  const { data: found } = await sources.listSources({ filters: 'name eq "Okta"', count: true });
  expect(found).toMatchObject([{ name: "Okta", id: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
  const sourceId = found[0]?.id ?? "";
  const { data: source } = await sources.getSource({ id: sourceId });
  expect(source.name).toBe("Okta");

  const started = await sources.importAccounts({ id: sourceId, disableOptimization: "false" });
  expect([started.status, started.data.success]).toEqual([202, true]);
  const id = started.data.task?.id ?? "";

  await tenant.clock.advance(5000);
  const { data: begun } = await aggregations.getAccountAggregationStatus({ id });
  expect(begun).toMatchObject({ status: "STARTED", start: expect.any(String) });
  const pending = await tasks.getPendingTasks();
  expect(pending.data.map((task) => task.id)).toEqual([id]);

  await tenant.clock.advance(300_000);
  const { data: ended } = await aggregations.getAccountAggregationStatus({ id });
  expect(ended.status).toBe("COMPLETED");
  expect(ended.processedAccounts).toBe(ended.totalAccounts);
  const { data: task } = await tasks.getTaskStatus({ id });
  expect(task).toMatchObject({ completionStatus: "WARNING", target: { name: "Okta [source]" } });
  const { data: newest } = await tasks.getTaskStatusList({
    filters: `sourceId eq "${sourceId}"`,
    sorters: "-created",
    limit: 1,
  });
  expect(newest.map((one) => one.id)).toEqual([id]);
});

test.each([
  ["beta", EntitlementsBetaApi, TaskManagementBetaApi],
  ["v2024", EntitlementsV2024Api, TaskManagementV2024Api],
] as const)("it starts entitlements by the older path in %s", async (_, Entitlements, Tasks) => {
  const tenant = await rig();
  const configuration = configurationFor(tenant);
  const { data: found } = await new SourcesV2024Api(configuration).listSources({
    filters: 'name eq "Okta"',
  });
  const id = found[0]?.id ?? "";
  const started = await new Entitlements(configuration).importEntitlementsBySource({ id });
  expect([started.status, started.data.type]).toEqual([202, "QUARTZ"]);
  expect(started.data.created).toMatch(/\+00:00$/);
  await tenant.clock.advance(120_000);
  const { data: task } = await new Tasks(configuration).getTaskStatus({
    id: started.data.id ?? "",
  });
  expect(task).toMatchObject({
    uniqueName: "Cloud Group Aggregation",
    completionStatus: "SUCCESS",
    target: { name: "Okta [source]" },
  });
});

test("it starts entitlements by the path of sources in beta, with a CSV file as well", async () => {
  const tenant = await rig();
  const configuration = configurationFor(tenant);
  const sources = new SourcesBetaApi(configuration);
  const { data: found } = await new SourcesV2024Api(configuration).listSources({
    filters: 'name eq "Contractors"',
  });
  const file = new File(["id\n1\n"], "groups.csv", { type: "text/csv" });
  const started = await sources.importEntitlements({ sourceId: found[0]?.id ?? "", file });
  expect(started.status).toBe(202);
});

test("it sends a CSV file to a source that needs one", async () => {
  const tenant = await rig();
  const sources = new SourcesV2024Api(configurationFor(tenant));
  const { data: found } = await sources.listSources({ filters: 'name eq "Contractors"' });
  const columns = "id,name,givenName,familyName,e-mail,location,manager";
  const file = new File([`${columns}\n1,a,A,B,a@x,here,\n`], "accounts.csv", { type: "text/csv" });
  const started = await sources.importAccounts({ id: found[0]?.id ?? "", file });
  expect(started.status).toBe(202);
});

test("it reads the four fields of the beta version", async () => {
  const tenant = await rig("normal");
  const configuration = configurationFor(tenant);
  const id = tenant.id("normal");
  const aggregations = new AccountAggregationsBetaApi(configuration);
  await aggregations.getAccountAggregationStatus({ id });
  await tenant.clock.advance(300_000);
  const { data } = await aggregations.getAccountAggregationStatus({ id });
  expect(Object.keys(data)).toEqual(["start", "status", "totalAccounts", "processedAccounts"]);
  const { data: sources } = await new SourcesBetaApi(configuration).listSources({ limit: 3 });
  expect(sources).toHaveLength(3);
  const pending = await new TaskManagementBetaApi(configuration).getPendingTasks();
  expect(pending.data.map((task) => task.id)).toContain(id);
});

test("it is refused with a wrong secret", async () => {
  const said = vi.spyOn(console, "error").mockReturnValue(undefined);
  const tenant = await rig();
  const { baseUrl, clientId } = tenant.simulator;
  const configuration = new Configuration({
    baseurl: baseUrl,
    clientId,
    clientSecret: "guessed",
    tokenUrl: `${baseUrl}/oauth/token`,
  });
  await expect(new SourcesV2024Api(configuration).listSources()).rejects.toThrow("401");
  expect(said).toHaveBeenCalledOnce();
});

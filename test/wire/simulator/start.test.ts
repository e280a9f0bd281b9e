import { expect, test } from "vitest";
import type { ScenarioName } from "../../../src/simulator/scenarios/scenarios.ts";
import { rig } from "../support/simulator-support.ts";

/** A tenant, and starts at its sources. */
async function starts(...scenarios: readonly ScenarioName[]) {
  const tenant = await rig(...scenarios);
  const sourceId = async (name: string): Promise<string> => {
    const query = new URLSearchParams({ filters: `name eq "${name}"` });
    const response = await tenant.ask(`/v2024/sources?${query.toString()}`);
    return `${Object(Object(await response.json())[0]).id}`;
  };
  const post = async (name: string, body: FormData | string, init: RequestInit = {}, query = "") =>
    tenant.ask(`/v2024/sources/${await sourceId(name)}/load-accounts${query}`, {
      method: "POST",
      body,
      ...init,
    });
  const started = async (name: string, fields: Readonly<Record<string, string>> = flag) => {
    const response = await post(name, form(fields));
    expect(response.status).toBe(202);
    return Object(await response.json()) as Started;
  };
  const status = (id: string) => tenant.ask(`/v2024/account-aggregations/${id}/status`);
  const task = async (id: string): Promise<unknown> =>
    (await tenant.ask(`/v2024/task-status/${id}`)).json();
  return { ...tenant, sourceId, post, started, statusOf: status, task };
}

interface Started {
  readonly success: boolean;
  readonly task: { readonly id: string; readonly attributes: object };
}

const flag = { disableOptimization: "false" };

function form(fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

test("a start is accepted with a task whose id is new, and whose moments are numbers", async () => {
  const { started, clock, sourceId } = await starts();
  const first = await started("Okta");
  expect(first).toMatchObject({
    success: true,
    task: {
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      type: "QUARTZ",
      name: "Cloud Account Aggregation",
      created: clock.now(),
      launched: clock.now(),
      completed: null,
      completionStatus: null,
      messages: [],
      attributes: { appId: await sourceId("Okta"), optimizedAggregation: "enabled" },
    },
  });
  const second = await started("Slack", { disableOptimization: "true" });
  expect(second.task.id).not.toBe(first.task.id);
  expect(second.task.attributes).toMatchObject({ optimizedAggregation: "disabled" });
});

test("its status is 404 for the first seconds, while its task is there at once", async () => {
  const { started, statusOf, task, clock } = await starts();
  const { id } = (await started("Okta")).task;
  expect((await statusOf(id)).status).toBe(404);
  expect(await task(id)).toMatchObject({ id, completed: null, target: { name: "Okta [source]" } });
  await clock.advance(4999);
  expect((await statusOf(id)).status).toBe(404);
  await clock.advance(1);
  expect(await (await statusOf(id)).json()).toMatchObject({ status: "STARTED" });
});

test.each([
  ["Okta", "COMPLETED", "WARNING"],
  ["PeopleSoft", "COMPLETED", "ERROR"],
  ["GitHub", "CANCELLED", "TERMINATED"],
  ["Zoom", "COMPLETED", "SUCCESS"],
  ["CyberArk", "COMPLETED", "SUCCESS"],
  ["Active Directory Test", "COMPLETED", "SUCCESS"],
])("%s comes to %s, and its task to %s", async (source, ending, verdict) => {
  const { started, statusOf, task, clock } = await starts();
  const { id } = (await started(source)).task;
  await clock.advance(14 * 60_000);
  expect(await (await statusOf(id)).json()).toMatchObject({ status: ending });
  expect(await task(id)).toMatchObject({ completionStatus: verdict });
});

test("while one runs another is accepted, and its task ends in an error that says so", async () => {
  const { started, statusOf, task, clock } = await starts();
  await started("Okta");
  const { id } = (await started("Okta")).task;
  expect(await task(id)).toMatchObject({ completed: null });
  await clock.advance(10_000);
  expect((await statusOf(id)).status).toBe(404);
  expect(await task(id)).toMatchObject({
    completionStatus: "ERROR",
    messages: [
      {
        type: "ERROR",
        localizedText: {
          message:
            "This aggregation failed because the currently running aggregation must complete " +
            "before the next one can start.",
        },
      },
    ],
  });
  await clock.advance(14 * 60_000);
  const again = (await started("Okta")).task;
  await clock.advance(10_000);
  expect((await statusOf(again.id)).status).toBe(200);
});

test("a scenario that somebody watches runs, and one that nobody asked about does not", async () => {
  const { started, statusOf, status, clock } = await starts("normal", "quick");
  await status("normal");
  const second = (await started("Workday HR")).task.id;
  const first = (await started("Slack")).task.id;
  await clock.advance(10_000);
  expect((await statusOf(second)).status).toBe(404);
  expect((await statusOf(first)).status).toBe(200);
});

test("what was started is in the list, until it is over and after", async () => {
  const { started, ask, clock } = await starts();
  const { id } = (await started("Okta")).task;
  const running = async () => {
    const query = new URLSearchParams({ filters: "completionStatus isnull" });
    return (await ask(`/task-status/v1?${query.toString()}`)).text();
  };
  expect(await running()).toContain(id);
  await clock.advance(14 * 60_000);
  expect(await running()).toBe("[]");
  expect(await (await ask("/task-status/v1?sorters=-created&limit=1")).text()).toContain(id);
});

test.each([
  ["an empty multipart form", new FormData(), undefined, 500],
  ["a multipart body of nothing", "", "multipart/form-data; boundary=x", 500],
  ["a multipart form without a boundary", "x", "multipart/form-data", 500],
  ["broken JSON", "{", "application/json", 400],
  ["JSON of another shape", "[]", "application/json", 400],
  ["a text", "disableOptimization=true", "text/plain", 415],
] as const)("%s is answered with an error", async (_, body, type, status) => {
  const { post } = await starts();
  const headers = type === undefined ? {} : { headers: { "content-type": type } };
  expect((await post("Okta", body, headers)).status).toBe(status);
});

test.each([
  [
    "an urlencoded form",
    "disableOptimization=true",
    "application/x-www-form-urlencoded",
    "disabled",
  ],
  ["an urlencoded form of nothing", "", "application/x-www-form-urlencoded", "enabled"],
  ["JSON of nothing", "{}", "application/json", "enabled"],
  ["JSON", '{"disableOptimization":true}', "application/json; charset=utf-8", "disabled"],
  ["JSON with a text", '{"disableOptimization":"true"}', "application/json", "disabled"],
  ["no body with a type", "", "application/json", "enabled"],
  ["no body", "", "", "enabled"],
] as const)("%s starts as well", async (_, body, type, optimizedAggregation) => {
  const { post } = await starts();
  const response = await post("Okta", body, {
    headers: type === "" ? {} : { "content-type": type },
  });
  expect(response.status).toBe(202);
  expect(await response.json()).toMatchObject({ task: { attributes: { optimizedAggregation } } });
});

test.each([
  ["?disableOptimization=true", "", "disabled"],
  ["?disableOptimization=false", "", "enabled"],
  ["?disableOptimization=true", "disableOptimization=false", "enabled"],
])("the query may say it: %s, with the form %j", async (query, body, optimizedAggregation) => {
  const { post } = await starts();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const response = await post("Okta", body, { headers }, query);
  expect(await response.json()).toMatchObject({ task: { attributes: { optimizedAggregation } } });
});

const columns = "id,name,givenName,familyName,e-mail,location,manager";

test("a delimited-file source needs its CSV, with its columns and no others", async () => {
  const { post } = await starts();
  const withFile = async (csv: string) => {
    const data = form(flag);
    data.append("file", new Blob([csv], { type: "text/csv" }), "accounts.csv");
    const response = await post("Contractors", data);
    return [response.status, Object(await response.json()).messages?.[0].text];
  };
  expect((await post("Contractors", form(flag))).status).toBe(400);
  expect(await withFile(`${columns}\r\n1,a,A,B,a@x,here,\r\n`)).toEqual([202, undefined]);
  expect(await withFile("id,name,created,permissions\n")).toEqual([
    400,
    'Column: "[created, permissions]" is unknown and/or ' +
      'column: "[givenName, familyName, e-mail, location, manager]" is missing',
  ]);
});

test("a byte-order mark and quoted columns in a CSV do no harm", async () => {
  const { post } = await starts();
  const data = form(flag);
  const quoted = columns.replaceAll(/[^,]+/g, '"$&"');
  data.append("file", new Blob([`\uFEFF${quoted}\n`]), "accounts.csv");
  expect((await post("Contractors", data)).status).toBe(202);
});

test("a file above 3 MiB is refused with 413", async () => {
  const { post } = await starts();
  const data = form(flag);
  data.append("file", new Blob([columns, "x".repeat(3 * 1024 * 1024)]), "accounts.csv");
  expect((await post("Contractors", data)).status).toBe(413);
});

test("unknown sources are 404, and a start is a POST", async () => {
  const { ask, sourceId } = await starts();
  const path = `/v2024/sources/${"f".repeat(32)}/load-accounts`;
  expect((await ask(path, { method: "POST", body: form(flag) })).status).toBe(404);
  const known = `/sources/v1/${await sourceId("Okta")}/load-accounts`;
  const got = await ask(known);
  expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
  expect((await ask(known, { method: "POST", body: form(flag) })).status).toBe(202);
});

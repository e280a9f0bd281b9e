import { expect, test } from "vitest";
import type { ScenarioName } from "../../../src/simulator/scenarios/scenarios.ts";
import { type Rig, rig } from "../support/simulator-support.ts";

/** A tenant that has been asked once, and whose fault is next. */
async function atFault(scenario: ScenarioName): Promise<Rig> {
  const tenant = await rig(scenario);
  const first = await tenant.status(scenario);
  expect(first.status).toBe(200);
  await first.text();
  await tenant.clock.advance(80_000);
  return tenant;
}

test.for([
  ["retry-seconds", "12"],
  ["retry-none", null],
  ["retry-garbage", "soon"],
] as const)("%s is one 429 with Retry-After %s, then all is well", async ([name, retryAfter]) => {
  const { status } = await atFault(name);
  const refused = await status(name);
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe(retryAfter);
  expect(await refused.text()).toBe('{"message":" Rate Limit Exceeded "}');
  expect((await status(name)).status).toBe(200);
});

test("retry-date is a 429 whose Retry-After is 15 seconds after its Date", async () => {
  const { status } = await atFault("retry-date");
  const { headers, status: code } = await status("retry-date");
  expect(code).toBe(429);
  const retryAt = Date.parse(headers.get("retry-after") ?? "");
  expect(retryAt - Date.parse(headers.get("date") ?? "")).toBe(15_000);
});

test("fault-500 is an ErrorResponseDto that says its text once per locale", async () => {
  const { status } = await atFault("fault-500");
  const response = await status("fault-500");
  expect(response.status).toBe(500);
  const text = "An internal fault occurred.";
  expect(await response.json()).toEqual({
    detailCode: "500.0 Internal Fault",
    trackingId: response.headers.get("slpt-request-id"),
    messages: [
      { locale: "en-US", localeOrigin: "DEFAULT", text },
      { locale: "und", localeOrigin: "REQUEST", text },
    ],
    causes: [],
  });
});

test("fault-502 is a gateway's HTML several times in a row", async () => {
  const { status } = await atFault("fault-502");
  const response = await status("fault-502");
  expect(response.status).toBe(502);
  expect(response.headers.get("content-type")).toBe("text/html");
  expect(await response.text()).toContain("<h1>502 Bad Gateway</h1>");
  expect((await status("fault-502")).status).toBe(502);
});

test("fault-503 carries Retry-After: 8", async () => {
  const { status } = await atFault("fault-503");
  const response = await status("fault-503");
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("8");
});

test("empty-body is a 200 with nothing in it", async () => {
  const { status } = await atFault("empty-body");
  const response = await status("empty-body");
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
});

test("truncated is a whole answer with half of a JSON text", async () => {
  const { status } = await atFault("truncated");
  const response = await status("truncated");
  const text = await response.text();
  expect(response.status).toBe(200);
  expect(response.headers.get("content-length")).toBe(`${text.length}`);
  expect(text).toMatch(/^\{"start":/);
  expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
});

test("reset breaks the connection several times, then all is well", async () => {
  const { status } = await atFault("reset");
  await expect(status("reset")).rejects.toThrow("fetch failed");
  await expect(status("reset")).rejects.toThrow("fetch failed");
  await expect(status("reset")).rejects.toThrow("fetch failed");
  await expect(status("reset")).rejects.toThrow("fetch failed");
  expect((await status("reset")).status).toBe(200);
});

test("slow answers come 12 seconds later, dated then", async () => {
  const { status, clock } = await atFault("slow");
  const askedAt = clock.now();
  const pending = status("slow");
  await expect.poll(() => clock.sleepers()).toBe(1);
  await clock.advance(12_000);
  const response = await pending;
  expect(response.status).toBe(200);
  expect(Date.parse(response.headers.get("date") ?? "")).toBe(askedAt + 12_000);
});

test("a slow answer is given up when its client goes away", async () => {
  const { id, ask, clock } = await atFault("slow");
  const leaving = new AbortController();
  const path = `/v2024/account-aggregations/${id("slow")}/status`;
  const pending = ask(path, { signal: leaving.signal });
  await expect.poll(() => clock.sleepers()).toBe(1);
  leaving.abort();
  await expect(pending).rejects.toThrow("aborted");
  await expect.poll(() => clock.sleepers()).toBe(0);
});

test("forbidden is 403 whatever is asked and however often", async () => {
  const { ask, id, clock } = await rig("forbidden");
  const answers = async () => [
    (await ask(`/v2024/account-aggregations/${id("forbidden")}/status`)).status,
    (await ask(`/v2024/task-status/${id("forbidden")}`)).status,
  ];
  expect(await answers()).toEqual([403, 403]);
  await clock.advance(2 * 3_600_000);
  expect(await answers()).toEqual([403, 403]);
});

test("bad-request is 400 in the shape of its version", async () => {
  const { ask, id } = await rig("bad-request");
  const bodyIn = async (version: string): Promise<unknown> => {
    const response = await ask(`/${version}/account-aggregations/${id("bad-request")}/status`);
    expect(response.status).toBe(400);
    return response.json();
  };
  expect(await bodyIn("v2024")).toHaveProperty("detailCode", "400.1 Bad Request Content");
  expect(await bodyIn("v2025")).toEqual({ error: "The request is invalid." });
});

import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";
import { describe, expect, onTestFinished, test } from "vitest";
import { createTenant } from "../../../src/api/tenant.ts";
import type { ScenarioName } from "../../../src/simulator/scenarios/scenarios.ts";
import { startSimulator } from "../../../src/simulator/server.ts";
import { fasterClock } from "../../../src/time/clock.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { type Act, passing, type Script, serve } from "../support/scripted-server.ts";

const settings = { intervalMs: 5000, stallAfterMs: undefined };

/** Watches one scenario of the simulated tenant to its end. */
async function played(scenario: ScenarioName) {
  const awake = inventedClock();
  const clock = fasterClock(awake, 400);
  const clocks = { aggregationClock: clock, clientClock: clock };
  const simulator = await startSimulator({ scenarios: [scenario], seed: 3, port: 0, ...clocks });
  onTestFinished(() => simulator.close());
  const tenant = createTenant(new URL(simulator.baseUrl), simulator, { clock, fetch });
  const ids = simulator.aggregations.map(({ id }) => ({ id, label: scenario }));
  const watcher = createWatcher(ids, settings, { tenant, clock, random: () => 0 });
  await passing(awake, watcher.run(new AbortController().signal));
  const asked = simulator.requests.filter(({ path }) => path.includes("/task-status/")).length;
  return { ending: watcher.snapshot().watches[0]?.ending, asked };
}

describe("on the simulated tenant", () => {
  test("a warning is told with its message", async () => {
    const { ending, asked } = await played("warnings");
    const text = "3 accounts were ignored because they have no native identity.";
    const verdict = { kind: "WARNING", messages: [{ type: "WARN", text }] };
    expect(ending).toMatchObject({ kind: "COMPLETED", verdict });
    expect(asked).toBe(1);
  });

  test("errors are told once the task has decided, some seconds after COMPLETED", async () => {
    const { ending, asked } = await played("errors");
    expect(ending).toMatchObject({ kind: "COMPLETED", verdict: { kind: "ERROR" } });
    expect(asked).toBeGreaterThan(1);
  });

  test("what ended unseen two hours ago is told by its task", async () => {
    const { ending, asked } = await played("finished");
    expect(ending).toMatchObject({ kind: "COMPLETED", verdict: { kind: "WARNING" } });
    const { at = 0, taskEndedAt = 0 } = ending && "taskEndedAt" in ending ? ending : {};
    expect(Math.round((at - taskEndedAt) / 60_000)).toBe(120);
    expect(asked).toBe(1);
  });

  test("expired: the task says that it runs, is asked now and then, and after two minutes no more", async () => {
    const { ending, asked } = await played("expired");
    expect(ending).toMatchObject({ kind: "EXPIRED", verdict: { kind: "UNREADABLE" } });
    expect(asked).toBeGreaterThan(5);
    expect(asked).toBeLessThan(12);
  });

  test.for(["unknown", "not-found"] as const)(
    "%s: the task does not tell either, and is asked once",
    async (scenario) => {
      const { ending, asked } = await played(scenario);
      expect(ending).toMatchObject({ verdict: { kind: "UNREADABLE" } });
      expect(asked).toBe(1);
    },
  );

  test("what was cancelled needs no verdict: its task is not asked", async () => {
    expect((await played("cancelled")).asked).toBe(0);
  });
});

const grant = { body: '{"access_token":"t","expires_in":43200}' };
const completed = { body: '{"status":"COMPLETED","totalAccounts":9,"processedAccounts":9}' };

/** Watches an id that has COMPLETED, whose task meets that. */
async function completedWith(task: (times: number) => Act | Promise<Act>) {
  const script: Script = ({ url }, times) => {
    if (url === "/oauth/token") return grant;
    return url.includes("task-status") ? task(times) : completed;
  };
  const server = await serve(script);
  const awake = inventedClock();
  const clock = fasterClock(awake, 400);
  const credentials = { clientId: "c1", clientSecret: "s" };
  const tenant = createTenant(server.baseUrl, credentials, { clock, fetch });
  const watcher = createWatcher([{ id: "a", label: undefined }], settings, {
    tenant,
    clock,
    random: () => 0,
  });
  const events: TimedEvent[] = [];
  watcher.onEvent((event) => events.push(event));
  const from = clock.elapsed();
  await passing(awake, watcher.run(new AbortController().signal));
  return {
    ending: watcher.snapshot().watches[0]?.ending,
    tookMs: clock.elapsed() - from,
    events: events.map(({ event }) => event.type),
    tasks: server.requests.filter(({ url }) => url === "/v2024/task-status/a").length,
    statuses: server.requests.filter(({ url }) => url.includes("account-aggregations")).length,
    sleepers: awake.sleepers(),
  };
}

const success = { body: '{"id":"a","completed":1,"completionStatus":"SUCCESS"}' };

describe("over HTTP", () => {
  test.for<readonly [string, Act, string]>([
    ["403", { status: 403 }, "403, needs scope idn:task-management:read"],
    ["404", { status: 404 }, "404, no such task"],
    ["400", { status: 400, body: '{"error":"no"}' }, "HTTP 400, no"],
  ])("%s ends COMPLETED at once, with the reason", async ([, act, reason]) => {
    const { ending, tasks, statuses, events } = await completedWith(() => act);
    expect(ending).toMatchObject({ kind: "COMPLETED", verdict: { kind: "UNREADABLE", reason } });
    expect({ tasks, statuses }).toEqual({ tasks: 1, statuses: 1 });
    expect(events).toEqual(["poll", "verdict", "ended"]);
  });

  test("a fault, an expired token and a 429 on the way are got over", async () => {
    const acts: readonly Act[] = ["reset", { status: 401 }, { status: 429 }, { status: 502 }];
    const { ending, tasks } = await completedWith((times) => acts[times - 1] ?? success);
    expect(ending).toMatchObject({ kind: "COMPLETED", verdict: { kind: "SUCCESS" } });
    expect(tasks).toBe(acts.length + 1);
  });

  test("faults without an end are given up after 30 s", async () => {
    const { ending, tookMs, tasks } = await completedWith(() => ({ status: 500 }));
    expect(ending).toMatchObject({ verdict: { kind: "UNREADABLE", reason: "HTTP 500" } });
    expect(tookMs).toBeLessThan(35_000);
    expect(tasks).toBeGreaterThan(3);
  });

  test("a 429 for longer than that is not waited for, and nothing is sent after the end", async () => {
    const long = { status: 429, headers: { "retry-after": "3600" } };
    const { ending, tasks, sleepers } = await completedWith(() => long);
    expect(ending).toMatchObject({ verdict: { kind: "UNREADABLE", reason: "no answer in time" } });
    expect({ tasks, sleepers }).toEqual({ tasks: 1, sleepers: 0 });
  });

  test("an answer that never comes is not waited for", async () => {
    const { ending } = await completedWith(() => new Promise<Act>(() => undefined));
    expect(ending).toMatchObject({ kind: "COMPLETED", verdict: { kind: "UNREADABLE" } });
  });
});

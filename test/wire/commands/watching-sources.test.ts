import { describe, expect, test } from "vitest";
import { fastClock } from "../../support/fast-clock.ts";
import { strictObjections } from "../../support/event-schema.ts";
import { inventedSignals } from "../../support/invented/signals.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { type Act, credentials, serve } from "../support/scripted-server.ts";
import { runCommand } from "../support/simulated-command.ts";

/** Only what never comes takes so long. */
const patience = { timeout: 60_000 };

const grant = { body: '{"access_token":"t0k3n","expires_in":43200}' };
const missing: Act = { status: 404, body: '{"detailCode":"404 Not found","messages":[]}' };
const hourMs = 3_600_000;

/** A task of a source, which is its name in small letters. */
interface Task {
  readonly id: string;
  readonly source: string;
  readonly ageMs: number;
  /** Undefined while it is pending. */
  readonly outcome?: string;
  /** Whether the status endpoint knows it. */
  readonly isGone?: boolean;
}

/** @param tasks what there is at the n-th look at pending tasks, from 1 */
async function tenant(tasks: (look: number) => readonly Task[]) {
  let looks = 0;
  const began = Date.now();
  const clock = fastClock(100);
  const bodyOf = ({ id, source, ageMs, outcome }: Task, isOver: boolean) => ({
    id,
    uniqueName: "Cloud Account Aggregation",
    created: clock.now() - ageMs,
    target: { id: source.toLowerCase(), name: `${source} [source]` },
    ...(isOver && { completed: clock.now() - ageMs + 60_000, completionStatus: outcome }),
  });
  const statuses: string[] = [];
  const server = await serve(({ url }) => {
    const { pathname, searchParams } = new URL(url, "http://host");
    const filters = searchParams.get("filters") ?? "";
    if (pathname === "/oauth/token") return grant;
    const [, , , id = ""] = pathname.split("/");
    const now = tasks(Math.max(1, looks));
    if (pathname.endsWith("/status")) {
      statuses.push(id);
      const task = now.find((one) => one.id === id);
      if (!task || task.isGone) return missing;
      return { body: JSON.stringify({ status: "COMPLETED" }) };
    }
    if (pathname.endsWith("/pending-tasks")) {
      looks += 1;
      const pending = tasks(looks).filter(({ outcome }) => outcome === undefined);
      return { body: JSON.stringify(pending.map((task) => bodyOf(task, false))) };
    }
    if (pathname.endsWith("/task-status")) {
      const [, sourceId] = /sourceId eq "(\w+)"/.exec(filters) ?? [];
      const over = now.filter(
        ({ outcome, source }) =>
          outcome !== undefined && (sourceId === undefined || source.toLowerCase() === sourceId),
      );
      return { body: JSON.stringify(over.map((task) => bodyOf(task, true))) };
    }
    if (pathname.includes("/task-status/")) {
      const task = now.find((one) => one.id === id);
      return task
        ? { body: JSON.stringify(bodyOf({ outcome: "SUCCESS", ...task }, true)) }
        : missing;
    }
    const [, name] = /name eq "(\w+)"/.exec(filters) ?? [];
    const found = name === undefined ? [] : [{ id: name.toLowerCase(), name }];
    return { body: JSON.stringify(found) };
  });
  const signals = inventedSignals();
  const run = (...args: readonly string[]) =>
    runCommand(args, server.baseUrl.href, credentials, clock, signals);
  return { run, signals, server, statuses, looks: () => looks, began };
}

const yesterday: Task = { id: "old", source: "Hr", ageMs: 26 * hourMs, outcome: "ERROR" };
const now: Task = { id: "new", source: "Hr", ageMs: 60_000 };
const other: Task = { id: "okta-run", source: "Okta", ageMs: 60_000 };
const stuck: Task = { id: "stuck", source: "Hr", ageMs: 120 * hourMs, isGone: true };

describe("--source", () => {
  test("takes the running aggregation", async () => {
    const { run } = await tenant(() => [now, yesterday]);
    const { code, output } = await run("--source", "Hr");
    expect({ code, ended: /Hr +COMPLETED/.test(output) }).toEqual({ code: 0, ended: true });
  });

  test("watches nothing where none is running: 5, and how long ago the latest ended", async () => {
    const { run, statuses } = await tenant(() => [yesterday]);
    const { code, output, errors } = await run("--source", "Hr");
    expect({ code, output, statuses }).toEqual({ code: 5, output: "", statuses: [] });
    expect(errors).toMatch(
      /aggwatch: no aggregation of Hr is running; the latest ended 1d 01h ago \(ERROR\)\naggwatch: --latest .*; --wait-for-start TIME .*; aggwatch start "Hr" starts one\n$/,
    );
  });

  test("says so of a source that never had one", async () => {
    const { run } = await tenant(() => []);
    const { code, errors } = await run("--source", "Hr");
    expect(code).toBe(5);
    expect(errors).toContain("no aggregation of Hr is running; none has ended in the last 90 days");
    expect(errors).not.toContain("--latest");
  });

  test("watches those that run, and says of the others that they do not: not 0", async () => {
    const { run } = await tenant(() => [other, yesterday]);
    const { code, output, errors } = await run("--source", "Hr", "--source", "Okta");
    expect(code).toBe(5);
    expect(output).toMatch(/Okta +COMPLETED/);
    expect(errors).toContain("no aggregation of Hr is running");
    const ndjson = await run("--source", "Hr", "--source", "Okta", "--output", "ndjson");
    const last: unknown = JSON.parse(ndjson.output.trimEnd().split("\n").at(-1) ?? "");
    expect(strictObjections(last)).toBe("");
    expect(last).toMatchObject({ type: "summary", exitCode: 5, outcomes: { COMPLETED: 1 } });
  });

  test("has its 5 count after what is worse, and not where the first end is enough", async () => {
    const failing: Task = { ...other, outcome: "ERROR" };
    const bad = await tenant(() => [failing, yesterday]);
    const both = ["--source", "Hr", "--source", "Okta"] as const;
    expect(await bad.run(...both, "--latest")).toMatchObject({ code: 1 });
    const good = await tenant(() => [other]);
    expect(await good.run(...both, "--any")).toMatchObject({ code: 0 });
  });

  test("given twice is watched once", async () => {
    const { run } = await tenant(() => [now]);
    const { output } = await run("--source", "Hr", "--source", "hr", "--output", "ndjson");
    expect(output).toMatch(/"ids":\[\{"id":"new","label":"Hr"\}\]/);
  });
});

describe("--latest", () => {
  test("takes the latest where none is running, and exits with its outcome", async () => {
    const { run } = await tenant(() => [yesterday]);
    const { code, output } = await run("--source", "Hr", "--latest");
    expect(code).toBe(1);
    expect(output).toMatch(/Hr +COMPLETED WITH ERRORS|Hr +FAILED/);
  });

  test("takes the running one where there is one", async () => {
    const { run, statuses } = await tenant(() => [now, yesterday]);
    expect(await run("--source", "Hr", "--latest")).toMatchObject({ code: 0 });
    expect(new Set(statuses)).toEqual(new Set(["new"]));
  });

  test.each(["--latest", "--wait-for-start=10m"])("%s needs --source", async (flag) => {
    const { run, server } = await tenant(() => []);
    const { code, errors } = await run("a".repeat(32), flag);
    expect(code).toBe(2);
    expect(errors).toContain("is about a source; add --source NAME");
    expect(server.requests).toEqual([]);
  });
});

describe("--wait-for-start", () => {
  test("waits for one that begins, and says so at once, with the end of the wait", async () => {
    const { run } = await tenant((look) => (look < 4 ? [yesterday] : [now, yesterday]));
    const { code, output, errors } = await run("--source", "Hr", "--wait-for-start", "10m");
    expect(code).toBe(0);
    expect(output).toMatch(/Hr +COMPLETED/);
    expect(errors).toMatch(
      /waiting for an aggregation of Hr to start, until \d\d:\d\d:\d\d \(10m 00s\); Ctrl-C ends the wait\n/,
    );
  });

  test("takes one that is running already, without a wait", async () => {
    const { run, looks } = await tenant(() => [now]);
    const { code, errors } = await run("--source", "Hr", "--wait-for-start", "10m");
    // One for accounts, and one for entitlements.
    expect({ code, looks: looks() }).toEqual({ code: 0, looks: 2 });
    expect(errors).not.toContain("to start, until");
  });

  test("takes one that began and ended between two looks", async () => {
    const quick: Task = { id: "quick", source: "Hr", ageMs: 1000, outcome: "SUCCESS" };
    const { run } = await tenant((look) => (look < 2 ? [yesterday] : [quick, yesterday]));
    const { code, output } = await run("--source", "Hr", "--wait-for-start", "10m");
    expect(code).toBe(0);
    expect(output).toMatch(/Hr +COMPLETED/);
  });

  test("is 5 where none begins in time, within the look-ups' share", async () => {
    const { run, looks } = await tenant(() => [yesterday]);
    const { code, output, errors } = await run("--source", "Hr", "--wait-for-start", "2m");
    expect({ code, output }).toEqual({ code: 5, output: "" });
    expect(errors).toContain("aggwatch: no aggregation of Hr began within 2m 00s\n");
    expect(errors).toMatch(/waiting for an aggregation of Hr to start, (?:1m 00s|\d+s) left\n/);
    // First what runs of accounts, then of entitlements; then a look every ten seconds at most.
    expect(looks()).toBeLessThanOrEqual(2 + 12);
    expect(looks()).toBeGreaterThan(2);
  });

  test("goes on beside the watch of those that run, and brings what begins", async () => {
    const { run } = await tenant((look) => (look < 3 ? [other] : [other, now]));
    const both = ["--source", "Hr", "--source", "Okta", "--wait-for-start", "10m"] as const;
    const { code, output } = await run(...both);
    expect(code).toBe(0);
    expect(output).toMatch(/Okta +COMPLETED[^]*Hr +COMPLETED[^]* 2 completed\n$/);
    const never = await tenant(() => [other]);
    const ran = await never.run(...both.slice(0, -1), "1m");
    expect(ran.code).toBe(5);
    expect(ran.errors).toContain("no aggregation of Hr began within 1m 00s");
  });

  test("is left by a signal and by --timeout, at once", async () => {
    const { run, signals, looks } = await tenant(() => []);
    const ran = run("--source", "Hr", "--wait-for-start", "2h");
    await expect.poll(looks, patience).toBeGreaterThan(1);
    signals.send("SIGINT");
    expect(await ran).toMatchObject({ code: 130, output: "" });
    const timed = await run("--source", "Hr", "--wait-for-start", "2h", "--timeout", "60");
    expect(timed.code).toBe(124);
  });
});

describe("a task that is stuck", () => {
  test("does not count as running for --source, and is named with where to clear it", async () => {
    const { run } = await tenant(() => [stuck, yesterday]);
    const { code, errors } = await run("--source", "Hr");
    expect(code).toBe(5);
    expect(errors).toMatch(
      /checking a task pending for over an hour whose status is not found \(404\), for 14s; Ctrl-C to quit\n/,
    );
    expect(errors).toMatch(
      /the task stuck of Hr is stuck: pending since \d{4}-\S+Z \(5d 00h\), with no aggregation behind it \(404\); it does not count as running\. To clear it: Connections > Sources > Hr > Import Data > Account Aggregation in the web UI, or PATCH \/task-status\/\{id\}; neither stops an aggregation\n/,
    );
    expect(errors).toContain("no aggregation of Hr is running; the latest ended 1d 01h ago");
  });

  test("is marked in list, in both forms", async () => {
    const { run } = await tenant(() => [stuck, other]);
    for (const all of [[], ["--all"]]) {
      const { code, output } = await run("list", ...all);
      expect(code).toBe(0);
      expect(output).toMatch(/^stuck +Hr +\S+ \S+ +STUCK /m);
      expect(output).toMatch(/^okta-run +Okta +\S+ \S+ +RUNNING /m);
    }
    const { output } = await run("list", "--output", "ndjson");
    const objects = output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(objects).toMatchObject([{ id: "okta-run" }, { id: "stuck", isStuck: true }]);
    expect(objects[0]).not.toHaveProperty("isStuck");
    for (const object of objects) expect(strictObjections(object)).toBe("");
  });

  test("is not followed, and is named once", async () => {
    const { run, signals, looks } = await tenant(() => [stuck, now]);
    const ran = run("--follow");
    await expect.poll(looks, patience).toBeGreaterThan(3);
    signals.send("SIGTERM");
    const { code, output, errors } = await ran;
    expect(code).toBe(143);
    expect(output).toMatch(/watching 1 aggregation /);
    expect(errors.match(/is stuck/g)).toHaveLength(1);
  });

  test("costs a source without one nothing: what is young is not asked about", async () => {
    const { run, statuses } = await tenant(() => [{ ...now, isGone: true }]);
    await run("list");
    expect(statuses).toEqual([]);
  });

  test("ends at once with a signal while it is checked", async () => {
    const signals = inventedSignals();
    const { server, statuses } = await tenant(() => [stuck]);
    const ran = runCommand(["list"], server.baseUrl.href, credentials, systemClock, signals);
    await expect.poll(() => statuses.length, patience).toBe(1);
    signals.send("SIGINT");
    expect(await ran).toMatchObject({ code: 130 });
  });
});

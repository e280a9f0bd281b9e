import { describe, expect, test } from "vitest";
import { fastClock } from "../../support/fast-clock.ts";
import { strictObjections } from "../../support/event-schema.ts";
import { inventedSignals } from "../../support/invented/signals.ts";
import { type Act, credentials, serve } from "../support/scripted-server.ts";
import { runCommand } from "../support/simulated-command.ts";

const grant = { body: '{"access_token":"t0k3n","expires_in":43200}' };
const accepted = { status: 202, body: '{"success":true,"task":{"id":"first-task"}}' };
const later = { status: 202, body: '{"success":true,"task":{"id":"third-task"}}' };
const refused = { status: 400, body: '{"error":"not now"}' };
const command = ["start", "First", "Second", "Third", "--sequential"];

/** A tenant whose first start ends well; `second` becomes of the second. */
async function tenant(second: Act | Promise<Act>) {
  const asked = Promise.withResolvers<void>();
  const server = await serve(({ url }) => {
    const query = new URL(url, "http://host").searchParams.get("filters") ?? "";
    if (url === "/oauth/token") return grant;
    if (url.endsWith("/first/load-accounts")) return accepted;
    if (url.endsWith("/third/load-accounts")) return later;
    if (url.endsWith("/second/load-accounts")) {
      asked.resolve();
      return second;
    }
    if (url.endsWith("/status")) return { body: '{"status":"COMPLETED"}' };
    const [, id] = /\/(\w+-task)$/.exec(url) ?? [];
    if (id !== undefined) {
      const task = { id, completed: 1, completionStatus: "SUCCESS" };
      return { body: JSON.stringify(task) };
    }
    const [, name] = /name eq "(\w+)"/.exec(query) ?? [];
    const body = name === undefined ? [] : [{ id: name.toLowerCase(), name }];
    return { body: JSON.stringify(body) };
  });
  const signals = inventedSignals();
  const clock = fastClock(100);
  const run = (...flags: readonly string[]) =>
    runCommand([...command, ...flags], server.baseUrl.href, credentials, clock, signals);
  return { asked: asked.promise, signals, run };
}

/** The last object written, as the schema has it. */
function lastOf(output: string): unknown {
  const last: unknown = JSON.parse(output.trimEnd().split("\n").at(-1) ?? "");
  expect(strictObjections(last)).toBe("");
  return last;
}

describe("a later start that is refused", () => {
  test("keeps no other from being started, and counts for the exit code", async () => {
    const { run } = await tenant(refused);
    const { code, output, errors } = await run("--output", "plain");
    expect(code).toBe(1);
    expect(errors).toMatch(
      /^aggwatch: 2 more to start, 1 at a time\naggwatch: Second: .* refused the request \(HTTP 400\): not now[^\n]*\n$/,
    );
    expect(output).toMatch(/ 2 completed\n$/);
  });

  test("is the last with --fail-fast, and those not started are named", async () => {
    const { run } = await tenant(refused);
    const { code, output, errors } = await run("--output", "plain", "--fail-fast");
    expect(code).toBe(1);
    expect(errors).toMatch(
      /\naggwatch: Second: .*: not now[^\n]*\naggwatch: not started: Third\n$/,
    );
    expect(output).toMatch(/ 1 completed\n$/);
  });

  test("is followed by the last object, which has what was watched and the exit code", async () => {
    const { run } = await tenant(refused);
    const { code, output } = await run("--output", "ndjson");
    expect(code).toBe(1);
    expect(output.match(/"type":"summary"/g)).toHaveLength(1);
    expect(lastOf(output)).toMatchObject({
      type: "summary",
      outcomes: { COMPLETED: 2 },
      leftBy: "failure",
      exitCode: 1,
    });
  });

  test("is followed by the table of what was watched", async () => {
    const { run } = await tenant(refused);
    const { code, output } = await run("--output", "quiet", "--summary", "markdown");
    expect(code).toBe(1);
    expect(output).toMatch(/\| First \| first-task \| ✓ COMPLETED \|/);
    expect(output).toMatch(
      /\| Second \|[^\n]*not started[^]*2 aggregations: 2 completed, 1 not started\. \*\*Exit code 1\*\*: .*refused by the tenant.*\n$/,
    );
  });
});

test("a signal during a later start is told in the last object", async () => {
  const { asked, signals, run } = await tenant(new Promise(() => undefined));
  const ran = run("--output", "ndjson");
  await asked;
  signals.send("SIGTERM");
  const { code, output, errors } = await ran;
  expect(code).toBe(143);
  expect(lastOf(output)).toMatchObject({ leftBy: "signal", signal: "SIGTERM", exitCode: 143 });
  expect(errors).toBe(
    "aggwatch: 2 more to start, 1 at a time\n" +
      "aggwatch: an aggregation of Second may have started: aggwatch list tells\n" +
      "aggwatch: not started: Third\n",
  );
});

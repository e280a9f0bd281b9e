import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { formatRun, nothingMore } from "../../../src/history/run.ts";
import { strictObjections } from "../../support/event-schema.ts";
import { fastClock } from "../../support/fast-clock.ts";
import { inventedSignals } from "../../support/invented/signals.ts";
import { credentials, type Reply, serve } from "../support/scripted-server.ts";
import { type OtherHost, runCommand, simulatedTenant } from "../support/simulated-command.ts";

const [one, other, third] = [1, 2, 3].map((n) => `${n}`.padStart(32, "0")) as [
  string,
  string,
  string,
];
const grant = { body: '{"access_token":"t0k3n","expires_in":43200}' };
const missing: Reply = { status: 404, body: '{"detailCode":"404 Not found","messages":[]}' };
const running: Reply = {
  body: '{"status":"ACCOUNTS_COLLECTED","totalAccounts":100,"processedAccounts":41}',
};
const completed: Reply = { body: '{"status":"COMPLETED"}' };

function taskOf(id: string, completionStatus: string): Reply {
  const times = { created: 0, launched: 0, completed: 61_000 };
  return { body: JSON.stringify({ id, ...times, completionStatus, messages: [] }) };
}

/** A tenant with these answers, by the id in the path, and what is asked of it. */
async function tenant(
  statuses: Readonly<Record<string, (times: number) => Reply | Promise<Reply>>>,
  tasks: Readonly<Record<string, Reply>> = {},
) {
  const server = await serve(({ url }, times) => {
    if (url === "/oauth/token") return grant;
    const [, id = ""] = /([0-9a-f]{32})/.exec(url) ?? [];
    if (url.endsWith("/status")) return statuses[id]?.(times) ?? missing;
    return tasks[id] ?? missing;
  });
  const run = (args: readonly string[], host: OtherHost = {}) =>
    runCommand(["status", ...args], server.baseUrl.href, credentials, fastClock(100), host);
  const asked = () => server.requests.map(({ url }) => url).filter((url) => url !== "/oauth/token");
  return { run, asked, host: server.baseUrl.host };
}

describe("aggwatch status", () => {
  test("asks once, prints a line and exits with 8 while it runs", async () => {
    const { run, asked } = await tenant({ [one]: () => running });
    expect(await run([`${one}=HR`])).toEqual({
      code: 8,
      output: "HR  PROCESSING, 41/100 accounts (41%)\n",
      errors: "",
    });
    expect(asked()).toEqual([`/v2024/account-aggregations/${one}/status`]);
  });

  test.for([
    ["SUCCESS", [], 0],
    ["WARNING", [], 0],
    ["WARNING", ["--strict"], 1],
    ["ERROR", [], 1],
    ["Temp Error", [], 1],
  ] as const)("asks the task of one that has ended: %s %j is %i", async ([said, flags, code]) => {
    const { run, asked } = await tenant({ [one]: () => completed }, { [one]: taskOf(one, said) });
    expect((await run([one, ...flags])).code).toBe(code);
    expect(asked()).toEqual([
      `/v2024/account-aggregations/${one}/status`,
      `/v2024/task-status/${one}`,
    ]);
  });

  test("believes a 404 if its task is not known either", async () => {
    const { run, asked } = await tenant({});
    const { code, output } = await run([one]);
    expect(code).toBe(3);
    expect(output).toMatch(/^0{31}1 {2}NOT FOUND: 404; unknown id, or ended over an hour ago/);
    expect(asked()).toHaveLength(2);
  });

  test("of several ids prints a line each, and exits as a watch would: 4, 1, 3, 5, 8", async () => {
    const { run } = await tenant(
      { [one]: () => running, [other]: () => completed },
      { [other]: taskOf(other, "ERROR") },
    );
    const { code, output } = await run([`${one}=HR`, `${other}=Okta`, third]);
    expect(code).toBe(1);
    expect(output.split("\n").map((line) => line.slice(0, 55))).toEqual([
      `HR${" ".repeat(30)}  PROCESSING, 41/100 ac`,
      `Okta${" ".repeat(28)}  COMPLETED WITH ERRORS`,
      `${third}  NOT FOUND: 404; unkno`,
      "",
    ]);
  });

  test("prints an object, of several ids an array, or a line of JSON each", async () => {
    const { run } = await tenant({ [one]: () => running, [other]: () => running });
    const single = JSON.parse((await run([`${one}=HR`, "--output", "json"])).output) as object;
    expect(single).toMatchObject({
      type: "state",
      id: one,
      label: "HR",
      state: "PROCESSING",
      percent: 41,
      exitCode: 8,
    });
    expect(strictObjections(single)).toBe("");
    const both = JSON.parse((await run([one, other, "--output", "json"])).output) as object[];
    expect(both).toMatchObject([{ id: one }, { id: other }]);
    const { output } = await run([one, other, "--output", "ndjson"]);
    const lines = output.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).id)).toEqual([one, other]);
    for (const line of lines) expect(strictObjections(JSON.parse(line))).toBe("");
  });

  test("prints one short line for all, and nothing with quiet", async () => {
    const { run } = await tenant({ [one]: () => running, [other]: () => running });
    const line = await run([one, other, third, "--output", "line"]);
    expect(line.output).toBe("2 running 41% · 1 not found\n");
    const quiet = await run([one, "--output", "quiet"]);
    expect(quiet).toEqual({ code: 8, output: "", errors: "" });
  });

  test("reads ids from standard input, and has nothing to ask without any", async () => {
    const { run, asked } = await tenant({ [one]: () => running });
    const stdin = () => Readable.from([Buffer.from(`${one}\n`)]);
    expect((await run(["-"], { stdin: stdin() })).code).toBe(8);
    const before = asked().length;
    const none = await run(["-"], { stdin: Readable.from([]) });
    expect(none).toEqual({
      code: 5,
      output: "",
      errors: "aggwatch: nothing to ask: no ids on standard input\n",
    });
    expect(asked()).toHaveLength(before);
  });

  test.for([
    [[], "no aggregation id given; write: aggwatch status ID"],
    [["Workday"], "is not an aggregation id"],
    [[one, "--latest"], "--latest is about a source; add --source NAME"],
    [[one, "--output", "xml"], "it must be plain, json, ndjson, line or quiet"],
    [[one, "--timeout", "0"], "it must be from 1s to"],
    [[one, "--any"], "unknown option '--any'"],
  ] as const)("refuses %j, and sends nothing", async ([args, text]) => {
    const { run, asked } = await tenant({});
    const { code, output, errors } = await run(args);
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors).toContain(text);
    expect(asked()).toEqual([]);
  });

  test("knows the usual rate and the time left of a label that the history knows, and keeps nothing", async () => {
    const folder = await mkdtemp(join(tmpdir(), "aggwatch-"));
    const { run, host } = await tenant({
      [one]: () => running,
      [other]: () => completed,
    });
    const earlier = {
      ...nothingMore,
      endedAt: Date.parse("2026-11-23T14:00:00Z"),
      tenant: host,
      id: third,
      source: "HR",
      ending: "COMPLETED",
      tookMs: 300_000,
      collectingMs: 100_000,
      processingMs: 200_000,
      totalAccounts: 100,
      accountsMs: 200_000,
    } as const;
    const file = join(folder, "history.jsonl");
    await writeFile(file, `${formatRun(earlier)}\n`);
    const kept = { historyFolder: () => Promise.resolve(folder) };
    const ids = [`${one}=HR`, `${other}=Okta`];
    const { output } = await run([...ids, "--output", "ndjson"], kept);
    const [hr] = output.split("\n").map((line) => (line === "" ? {} : JSON.parse(line)));
    expect(hr).toMatchObject({ usualTookMs: 300_000, usualPerSecond: { accounts: 0.5 } });
    expect(hr.leftMs).toBeGreaterThan(60_000);
    expect(hr.leftMs).toBeLessThan(240_000);
    expect(await readFile(file, "utf8")).toBe(`${formatRun(earlier)}\n`);
    const without = await run([...ids, "--output", "ndjson", "--no-history"], kept);
    expect(without.output).not.toContain("usual");
  });
});

describe("aggwatch status --source", () => {
  test("asks about what is running of a source, and says where nothing is", async () => {
    const { run } = await simulatedTenant(["normal", "finished"]);
    const found = await run(["status", "--source", "workday hr"]);
    expect(found).toMatchObject({ code: 8, errors: "" });
    expect(found.output).toMatch(/^Workday HR {2}(?:COLLECTING|PROCESSING), /);
    const idle = await run(["status", "--source", "SuccessFactors", "--output", "line"]);
    expect(idle).toMatchObject({ code: 5, output: "SuccessFactors not running\n" });
    expect(idle.errors).toMatch(
      /^aggwatch: no aggregation of SuccessFactors is running; the latest ended .*\naggwatch: --latest shows/,
    );
    const latest = await run(["status", "--source", "SuccessFactors", "--latest"]);
    expect(latest).toMatchObject({ code: 0, errors: "" });
    expect(latest.output).toMatch(/^SuccessFactors {2}COMPLETED WITH WARNINGS in /);
  });

  test("does not guess a name", async () => {
    const { run } = await simulatedTenant(["normal"]);
    const { code, output, errors } = await run(["status", "--source", "Workdy HR"]);
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors).toContain('did you mean "Workday HR"?');
  });

  test("needs the permission to read tasks", async () => {
    const { run } = await simulatedTenant(["normal"]);
    const { code, errors } = await run(["status", "--source", "Workday HR"], "sources-only");
    expect(code).toBe(4);
    expect(errors).toContain("idn:task-management:read");
  });
});

describe("what delays aggwatch status", () => {
  test("is told, and waited for: a 429 and faults", async () => {
    const { run } = await tenant({
      [one]: (times) => {
        if (times === 1) return { status: 429, headers: { "retry-after": "3" } };
        return times === 2 ? { status: 502 } : running;
      },
    });
    const { code, errors } = await run([`${one}=HR`]);
    expect(code).toBe(8);
    expect(errors).toMatch(
      /^aggwatch: rate limited \(429\), waiting 3s, until .*; Ctrl-C to quit\naggwatch: HR: HTTP 502, attempt 1, retrying in 1s\n$/,
    );
  });

  test("ends it with 124 after --timeout, by default 30s, and what is known is printed", async () => {
    const { run } = await tenant({
      [one]: () => running,
      [other]: () => ({ status: 500 }),
    });
    const { code, output, errors } = await run([`${one}=HR`, `${other}=Okta`]);
    expect(code).toBe(124);
    expect(output).toMatch(
      /^HR {4}PROCESSING, .*\nOkta {2}no answer yet, HTTP 500, attempt \d+\n$/,
    );
    expect(errors).toBe(
      "aggwatch: Okta: HTTP 500, attempt 1, retrying in 1s\n" +
        "aggwatch: timed out after 30s; still running: HR; no answer yet: Okta\n",
    );
    const sooner = await run([other, "--timeout", "2s", "--output", "line"]);
    expect(sooner.code).toBe(124);
    expect(sooner.output).toMatch(/^0+…0*2 no answer yet\n$/);
  });

  test("is left at once by Ctrl-C, without a line", async () => {
    const { send, onSignal, listening } = inventedSignals();
    const asked = Promise.withResolvers<void>();
    const { run } = await tenant({
      [one]: () => {
        asked.resolve();
        return new Promise(() => undefined);
      },
    });
    const ran = run([one, "--timeout", "2h"], { onSignal });
    await asked.promise;
    send("SIGINT");
    expect(await ran).toEqual({ code: 130, output: "", errors: "" });
    expect(listening()).toBe(0);
  });

  test("is not there where the sign-in is refused: that is 4", async () => {
    const { run, simulator } = await simulatedTenant(["normal"]);
    const env = {
      SAIL_BASE_URL: simulator.baseUrl,
      SAIL_CLIENT_ID: "no",
      SAIL_CLIENT_SECRET: "no",
    };
    const id = simulator.aggregations[0]?.id ?? "";
    const { code, output, errors } = await run(["status", id], "administrator", { env });
    expect(code).toBe(4);
    expect(output).toBe(`${id}  REFUSED: sign-in refused\n`);
    expect(errors).toMatch(/^aggwatch: .*sign-in/i);
  });
});

test("ids of several tenants are asked each of its own", async () => {
  const acme = await simulatedTenant(["normal"]);
  const beta = await simulatedTenant(["quick"]);
  const home = await mkdtemp(join(tmpdir(), "aggwatch-"));
  await mkdir(join(home, ".sailpoint"));
  const environments = Object.entries({ acme, beta }).flatMap(([name, { simulator }]) => {
    const { clientId, clientSecret } = simulator.clients.administrator;
    const pat = `{clientid: ${clientId}, clientsecret: ${clientSecret}}`;
    return [`  ${name}:`, `    baseurl: ${simulator.baseUrl}`, `    pat: ${pat}`];
  });
  const yaml = ["authtype: pat", "environments:", ...environments].join("\n");
  await writeFile(join(home, ".sailpoint", "config.yaml"), yaml, { mode: 0o600 });
  const around = { env: {}, homeFolder: () => home };
  const idOf = ({ simulator }: typeof acme) => simulator.aggregations[0]?.id ?? "";
  const args = [`beta:${idOf(beta)}=Slack`, `acme:${idOf(acme)}=HR`, "--output", "ndjson"];
  const { code, output } = await acme.run(["status", ...args], "administrator", around);
  expect(code).toBe(8);
  const objects = output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(objects).toMatchObject([
    { id: idOf(beta), label: "Slack", tenant: "beta", host: new URL(beta.simulator.baseUrl).host },
    { id: idOf(acme), label: "HR", tenant: "acme", host: new URL(acme.simulator.baseUrl).host },
  ]);
});

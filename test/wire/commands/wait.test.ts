import { describe, expect, test } from "vitest";
import { strictObjections } from "../../support/event-schema.ts";
import { fastClock } from "../../support/fast-clock.ts";
import { inventedSignals } from "../../support/invented/signals.ts";
import { credentials, type Reply, serve } from "../support/scripted-server.ts";
import { type OtherHost, runCommand, simulatedTenant } from "../support/simulated-command.ts";

const grant = { body: '{"access_token":"t0k3n","expires_in":43200}' };
const missing: Reply = { status: 404, body: '{"detailCode":"404 Not found","messages":[]}' };

/** A task of a source, which is its name in small letters; it is over with an outcome. */
interface Task {
  readonly source: string;
  readonly outcome?: string;
  /** Whether it is over without an outcome so far. */
  readonly isCompleted?: boolean;
  readonly ageMs?: number;
  readonly isOfEntitlements?: true;
}

/** @param tasks what there is at the n-th look at pending tasks, from 1, or what becomes of the look */
async function tenant(tasks: (look: number) => readonly Task[] | Reply) {
  let looks = 0;
  const clock = fastClock(100);
  const bodyOf = ({ source, outcome, isCompleted, ageMs = 60_000, isOfEntitlements }: Task) => ({
    id: `task-of-${source}`,
    uniqueName: `Cloud ${isOfEntitlements ? "Group" : "Account"} Aggregation`,
    launcher: "jdoe",
    created: clock.now() - ageMs,
    target: { id: source.toLowerCase(), name: `${source} [source]` },
    ...((outcome ?? isCompleted) && { completed: clock.now() }),
    ...(outcome && { completionStatus: outcome }),
  });
  const now = () => {
    const found = tasks(Math.max(1, looks));
    return "length" in found ? found : [];
  };
  const server = await serve(({ url }) => {
    const { pathname, searchParams } = new URL(url, "http://host");
    if (pathname === "/oauth/token") return grant;
    if (pathname.endsWith("/status")) return missing;
    if (pathname.endsWith("/pending-tasks")) {
      looks += 1;
      const found = tasks(looks);
      if (!("length" in found)) return found;
      return { body: JSON.stringify(found.filter(({ outcome }) => !outcome).map(bodyOf)) };
    }
    if (pathname.endsWith("/task-status")) {
      const over = now().filter(({ outcome }) => outcome !== undefined);
      return { body: JSON.stringify(over.map(bodyOf)) };
    }
    const [, name] = /name eq "(\w+)"/.exec(searchParams.get("filters") ?? "") ?? [];
    const found = name === undefined ? [] : [{ id: name.toLowerCase(), name }];
    return { body: JSON.stringify(found) };
  });
  const run = (args: readonly string[], host: OtherHost = {}) =>
    runCommand(["wait", ...args], server.baseUrl.href, credentials, clock, host);
  return { run, looks: () => looks, host: server.baseUrl.host };
}

function textsOf(output: string): readonly string[] {
  return output
    .trimEnd()
    .split("\n")
    .map((line) => line.replace(/^\S+Z {2}/, "").replaceAll(/running [\dms ]+(?=\))/g, "running"));
}

describe("aggwatch wait", () => {
  test("waits until nothing runs, and says for whose aggregations", async () => {
    const { run, host } = await tenant((look) => (look < 3 ? [{ source: "HR" }] : []));
    const { code, output, errors } = await run([]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(textsOf(output)).toEqual([
      `at ${host}, waiting for 1 aggregation: HR (started by jdoe, running)`,
      "HR ended",
      "nothing running; waiting 10s for more to start",
      "idle: nothing has run for 10s",
    ]);
  });

  test("waits for a task that is completed until it has its outcome", async () => {
    const { run, looks } = await tenant((look) =>
      look < 3 ? [{ source: "HR", isCompleted: true }] : [],
    );
    expect((await run(["--idle", "0"])).code).toBe(0);
    expect(looks()).toBe(3);
  });

  test("waits for entitlement aggregations, too", async () => {
    const { run } = await tenant((look) =>
      look < 2 ? [{ source: "HR", isOfEntitlements: true }] : [],
    );
    const { code, output } = await run(["--idle", "0"]);
    expect(code).toBe(0);
    expect(output).toContain("waiting for 1 aggregation: HR (entitlements) (started by jdoe");
  });

  test("takes what began and ended between two looks for a run", async () => {
    const short = { source: "Okta", outcome: "SUCCESS" };
    const { run, looks } = await tenant((look) => (look < 2 ? [] : [short]));
    const { code, output } = await run([]);
    expect({ code, looks: looks() }).toEqual({ code: 0, looks: 6 });
    expect(textsOf(output)).toEqual([
      "nothing running; waiting 10s for more to start",
      "nothing running; waiting 10s for more to start",
      "idle: nothing has run for 10s",
    ]);
  });

  test("waits for the sources that are named alone", async () => {
    const { run } = await tenant(() => [{ source: "Okta" }]);
    expect((await run(["--source", "HR", "--idle", "0"])).code).toBe(0);
    const both = await run(["--source", "HR", "--source", "Okta", "--timeout", "5s"]);
    expect(both.code).toBe(124);
    expect(both.errors).toMatch(
      /^aggwatch: still running: 1 aggregation: Okta \(started by jdoe, running .*\)\naggwatch: timed out after 5s\n$/,
    );
  });

  test("is not kept by stuck tasks, which it names once", async () => {
    const { run } = await tenant(() => [{ source: "Box", ageMs: 7_200_000 }]);
    const { code, errors } = await run([]);
    expect(code).toBe(0);
    expect(errors.match(/the task task-of-Box of Box is stuck/g)).toHaveLength(1);
  });

  test("writes objects of the schema, the last with the exit code, also when it is left", async () => {
    const { run } = await tenant((look) => (look === 1 ? [{ source: "HR" }] : []));
    const objectsOf = ({ output }: { readonly output: string }) =>
      output
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as object);
    const objects = objectsOf(await run(["--output", "ndjson"]));
    expect(objects).toMatchObject([
      { type: "waiting", running: [{ label: "HR", launcher: "jdoe" }] },
      { type: "waiting", running: [], idleInMs: 10_000 },
      { type: "idle", idleMs: 10_000 },
      { type: "summary", leftBy: "ends", exitCode: 0 },
    ]);
    for (const object of objects) expect(strictObjections(object)).toBe("");
    const busy = await tenant(() => [{ source: "HR" }]);
    const left = objectsOf(await busy.run(["--output", "ndjson", "--timeout", "5s"]));
    expect(left.at(-1)).toMatchObject({ type: "summary", leftBy: "timeout", exitCode: 124 });
  });

  test("writes nothing with quiet", async () => {
    const { run } = await tenant(() => []);
    expect(await run(["--output", "quiet"])).toEqual({ code: 0, output: "", errors: "" });
  });

  test("is left by Ctrl-C, and with 8 where nobody reads its output any more", async () => {
    const { send, onSignal, listening } = inventedSignals();
    const looked = Promise.withResolvers<void>();
    const { run } = await tenant(() => {
      looked.resolve();
      return [{ source: "HR" }];
    });
    const ran = run([], { onSignal });
    await looked.promise;
    send("SIGINT");
    expect(await ran).toMatchObject({ code: 130, errors: "" });
    expect(listening()).toBe(0);
    const closed = await run([], {
      onOutputClosed: (listener) => {
        listener(undefined);
        return () => undefined;
      },
    });
    expect(closed.code).toBe(8);
  });

  test("tells a 429 with its end, and goes on after a fault", async () => {
    const { run } = await tenant((look) => {
      if (look === 1) return { status: 429, headers: { "retry-after": "3" } };
      return look === 2 ? { status: 503 } : [];
    });
    const { code, errors } = await run(["--idle", "0"]);
    expect(code).toBe(0);
    expect(errors).toMatch(
      /^aggwatch: rate limited \(429\) by .*: waiting until .* \(3s\); Ctrl-C to quit\naggwatch: request to .* failed .*attempt 2 of 5 in 1s/,
    );
  });

  test("needs the permission to read tasks", async () => {
    const { run } = await simulatedTenant(["normal"]);
    const { code, output, errors } = await run(["wait"], "sources-only");
    expect({ code, output }).toEqual({ code: 4, output: "" });
    expect(errors).toContain("idn:task-management:read");
  });

  test.for([
    [["--idle", "x"], "it must be 0, or from 1s to 1d"],
    [["--source", "Nowhere"], 'no source named "Nowhere"'],
    [["--output", "tui"], "it must be plain, ndjson or quiet"],
    [["HR"], "too many arguments"],
    [["--follow"], "unknown option '--follow'"],
  ] as const)("refuses %j", async ([args, text]) => {
    const { run } = await simulatedTenant(["normal"]);
    const { code, output, errors } = await run(["wait", ...args]);
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors).toContain(text);
  });
});

describe("aggwatch --follow --until-idle", () => {
  test("watches what runs, and ends by itself with its outcome", async () => {
    const { run } = await simulatedTenant(["quick", "errors"]);
    const flags = ["--follow", "--until-idle", "--output", "plain"];
    const { code, output, errors } = await run(flags);
    expect({ code, errors }).toEqual({ code: 1, errors: "" });
    expect(output).toMatch(/Slack +COMPLETED /);
    expect(output).toMatch(/PeopleSoft +COMPLETED WITH ERRORS /);
    expect(output).toMatch(
      / {2}1 completed, 1 completed with errors\n$|1 completed with errors, 1 completed\n$/,
    );
  });

  test("ends with 0 where nothing runs", async () => {
    const { run } = await simulatedTenant([]);
    const ran = await run(["--follow", "--until-idle", "--idle", "30s", "--output", "quiet"]);
    expect(ran).toEqual({ code: 0, output: "", errors: "" });
  });

  test.for([
    [
      ["--until-idle"],
      "--until-idle ends --follow; add that, or to wait without a screen: aggwatch wait",
    ],
    [["--follow", "--idle", "5s"], "--idle says when --until-idle ends"],
  ] as const)("%j lacks what it is about", async ([args, text]) => {
    const { run } = await simulatedTenant([]);
    const { code, errors } = await run([...args, "--output", "plain"]);
    expect(code).toBe(2);
    expect(errors).toContain(text);
  });
});

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { strictObjections } from "../../support/event-schema.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { credentials } from "../support/scripted-server.ts";
import { runCommand, simulatedTenant } from "../support/simulated-command.ts";
import { lasting, startingTenant, tooSoon } from "../support/starting-tenant.ts";

/** Only what never comes takes so long. */
const patience = { timeout: 60_000 };

function csv(): string {
  const file = join(mkdtempSync(join(tmpdir(), "aggwatch-")), "accounts.csv");
  writeFileSync(file, "id,name\n7,Grace\n");
  return file;
}

describe("a start that asks for more than the running aggregation gives", () => {
  test.each([
    ["--file", () => ["--file", csv()]],
    ["--unoptimized", () => ["--unoptimized"]],
  ] as const)("with %s waits for its end, then is done", async (_name, flags) => {
    const { run, order } = await startingTenant([lasting("theirs", "hr", 2)], {
      hr: [lasting("ours", "hr", 1)],
    });
    const { code, output, errors } = await run("Hr", ...flags());
    expect(order).toEqual(["end theirs", "start hr", "end ours"]);
    expect(code).toBe(0);
    expect(errors).toMatch(
      /Hr is already being aggregated \([\dhms ]+, started by ada\): theirs\n[^]*aggwatch: waiting for it to end, then starting yours; Ctrl-C ends the wait\n/,
    );
    expect(output).toMatch(
      / awaiting Hr +first seen: collecting[^]* awaiting Hr +COMPLETED[^]* Hr +COMPLETED/,
    );
    expect(output).toMatch(/ 1 completed\n$/);
  });

  test("is done at once where the other one has ended meanwhile", async () => {
    const { run, order } = await startingTenant([lasting("theirs", "hr", 0)], {
      hr: [lasting("ours", "hr", 1)],
    });
    expect(await run("Hr", "--unoptimized")).toMatchObject({ code: 0 });
    expect(order).toEqual(["end theirs", "start hr", "end ours"]);
  });

  test("sends the file once its turn has come", async () => {
    const { run, bodies } = await startingTenant([lasting("theirs", "hr", 1)], {
      hr: [lasting("ours", "hr", 1)],
    });
    await run("Hr", "--file", csv());
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toContain("7,Grace");
  });

  test("has the exit code of its own outcome, whatever the other one came to", async () => {
    const failed = lasting("theirs", "hr", 1, { completionStatus: "ERROR" });
    const good = await startingTenant([failed], { hr: [lasting("ours", "hr", 1)] });
    expect(await good.run("Hr", "--unoptimized", "--fail-fast")).toMatchObject({ code: 0 });
    const bad = await startingTenant([lasting("theirs", "hr", 1)], {
      hr: [lasting("ours", "hr", 1, { completionStatus: "ERROR" })],
    });
    expect(await bad.run("Hr", "--unoptimized")).toMatchObject({ code: 1 });
  });

  test("watches a running one that is known to process every account", async () => {
    const attributes = { optimizedAggregation: "disabled" };
    const { run, sent } = await startingTenant([lasting("theirs", "hr", 1, { attributes })], {});
    expect(await run("Hr", "--unoptimized")).toMatchObject({ code: 0 });
    expect(sent).toEqual([]);
  });

  test("waits beside the others, which are started at once", async () => {
    const { run, order } = await startingTenant([lasting("theirs", "hr", 3)], {
      hr: [lasting("ours", "hr", 1)],
      okta: [lasting("okta-run", "okta", 1)],
    });
    const { code, output } = await run("Hr", "Okta", "--unoptimized");
    expect(code).toBe(0);
    expect(order[0]).toBe("start okta");
    expect(order.indexOf("start hr")).toBeGreaterThan(order.indexOf("end theirs"));
    expect(output).toMatch(/ 2 completed\n$/);
  });

  test("waits in its turn with --sequential", async () => {
    const { run, order } = await startingTenant([lasting("theirs", "okta", 2)], {
      hr: [lasting("hr-run", "hr", 1)],
      okta: [lasting("okta-run", "okta", 1)],
    });
    expect(await run("Hr", "Okta", "--sequential", "--unoptimized")).toMatchObject({ code: 0 });
    expect(order).toEqual(["start hr", "end hr-run", "end theirs", "start okta", "end okta-run"]);
  });

  test("tells the wait on stderr with --no-watch, and prints only the id", async () => {
    const { run, order } = await startingTenant([lasting("theirs", "hr", 2)], {
      hr: [lasting("ours", "hr", 9)],
    });
    const { code, output, errors } = await run("Hr", "--unoptimized", "--no-watch");
    expect({ code, output }).toEqual({ code: 0, output: "ours\n" });
    expect(errors).toMatch(
      /waiting for it to end[^]* awaiting Hr +COMPLETED[^]* awaiting Hr +no longer watched\n$/,
    );
    expect(order).toEqual(["end theirs", "start hr"]);
  });

  test("says in NDJSON what is waited for, and what came in its place", async () => {
    const { run } = await startingTenant([lasting("theirs", "hr", 1)], {
      hr: [lasting("ours", "hr", 1)],
    });
    const { output } = await run("Hr", "--unoptimized", "--output", "ndjson");
    const objects = output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string });
    for (const object of objects) expect(strictObjections(object)).toBe("");
    const told = objects.filter(({ type }) => /watching|added|dropped|ended|summary/.test(type));
    expect(told).toMatchObject([
      { type: "watching", ids: [{ id: "theirs", label: "Hr", isAwaited: true }] },
      { type: "ended", id: "theirs" },
      { type: "added", id: "ours", label: "Hr" },
      { type: "dropped", id: "theirs" },
      { type: "ended", id: "ours" },
      { type: "summary", outcomes: { COMPLETED: 1 }, exitCode: 0 },
    ]);
    expect(told[2]).not.toHaveProperty("isAwaited");
    const bare = await startingTenant([lasting("theirs", "hr", 1)], {
      hr: [lasting("ours", "hr", 1)],
    });
    const ran = await bare.run("Hr", "--unoptimized", "--no-watch", "--output", "ndjson");
    expect(JSON.parse(ran.output)).toMatchObject({
      type: "started",
      id: "ours",
      ranAlready: false,
      waitedFor: "theirs",
    });
    expect(strictObjections(JSON.parse(ran.output))).toBe("");
  });

  test("is replayed as it was, from a recording", async () => {
    const { run } = await startingTenant([lasting("theirs", "hr", 1)], {
      hr: [lasting("ours", "hr", 1)],
    });
    const file = join(mkdtempSync(join(tmpdir(), "aggwatch-")), "start.ndjson");
    const ran = await run("Hr", "--unoptimized", "--output", "plain", "--record", file);
    const replayed = await runCommand(
      ["replay", file, "--output", "plain", "--speed", "1000"],
      "http://127.0.0.1:9",
      credentials,
      systemClock,
    );
    expect(replayed.code).toBe(ran.code);
    const told = /awaiting Hr|no longer watched/g;
    expect(replayed.output.match(told)).toEqual(ran.output.match(told));
    expect(replayed.output.match(told)?.length).toBeGreaterThan(2);
  });

  test("is never 0 where it is left before its turn", async () => {
    const { run, sent } = await startingTenant([lasting("theirs", "hr", 1e9)], {
      okta: [lasting("okta-run", "okta", 1)],
    });
    const { code, errors } = await run("Hr", "Okta", "--unoptimized", "--any");
    expect(code).toBe(8);
    expect(errors).toContain("aggwatch: not started: Hr\n");
    expect(sent).toEqual(["okta"]);
  });

  test("is left by --timeout with 124, and by a signal with its own code, nothing sent", async () => {
    const timed = await startingTenant([lasting("theirs", "hr", 1e9)], {});
    const { code, errors } = await timed.run("Hr", "--unoptimized", "--timeout", "60");
    expect(code).toBe(124);
    expect(errors).toMatch(/timed out after 1m 00s; still running: awaiting Hr\n/);
    expect(errors).toContain("aggwatch: not started: Hr\n");
    const left = await startingTenant([lasting("theirs", "hr", 1e9)], {});
    const ran = left.run("Hr", "--unoptimized", "--no-watch");
    await expect.poll(() => left.asked.get("theirs") ?? 0, patience).toBeGreaterThan(1);
    left.signals.send("SIGTERM");
    expect(await ran).toMatchObject({ code: 143, output: "" });
    expect([...timed.sent, ...left.sent]).toEqual([]);
  });

  test("has the exit code of the refusal where the tenant refuses it in its turn", async () => {
    const { run } = await startingTenant([lasting("theirs", "hr", 1)], {
      hr: [{ status: 400, body: '{"error":"bad columns"}' }],
    });
    const { code, errors } = await run("Hr", "--file", csv(), "--output", "ndjson");
    expect(code).toBe(1);
    expect(errors).toMatch(/Hr: accounts\.csv was refused; correct it, .*bad columns/);
  });
});

describe("--if-running", () => {
  test("fail sends nothing, and exits with 1 and a sentence", async () => {
    const { run, sent } = await startingTenant([lasting("theirs", "okta", 9)], {
      hr: [lasting("ours", "hr", 1)],
    });
    for (const flags of [[], ["--sequential"], ["--unoptimized"], ["--no-watch"]]) {
      const { code, output, errors } = await run("Hr", "Okta", "--if-running", "fail", ...flags);
      expect({ code, output }).toEqual({ code: 1, output: "" });
      expect(errors).toContain("Okta is already being aggregated");
      expect(errors).toContain("aggwatch: not started: Hr, Okta\n");
    }
    expect(sent).toEqual([]);
  });

  test("fail starts where none is running", async () => {
    const { run } = await startingTenant([lasting("theirs", "okta", 9)], {
      hr: [lasting("o", "hr", 1)],
    });
    expect(await run("Hr", "--if-running", "fail")).toMatchObject({ code: 0 });
  });

  test("join watches the running one, and says what is not sent", async () => {
    const { run, sent } = await startingTenant([lasting("theirs", "hr", 1)], {});
    const { code, errors } = await run("Hr", "--unoptimized", "--if-running", "join");
    expect(code).toBe(0);
    expect(errors).toContain("aggwatch: watching that one; nothing is sent of --unoptimized\n");
    expect(sent).toEqual([]);
  });

  test("wait makes an ordinary start wait as well", async () => {
    const { run, order } = await startingTenant([lasting("theirs", "hr", 1)], {
      hr: [lasting("ours", "hr", 1)],
    });
    expect(await run("Hr", "--if-running", "wait")).toMatchObject({ code: 0 });
    expect(order).toEqual(["end theirs", "start hr", "end ours"]);
  });

  test("takes nothing else", async () => {
    const { run } = await startingTenant([], {});
    expect(await run("Hr", "--if-running", "hope")).toMatchObject({ code: 2 });
  });
});

describe("another aggregation that begins before ours", () => {
  test("is waited for in turn", async () => {
    const { run, order } = await startingTenant(
      [lasting("theirs", "hr", 1)],
      { hr: [lasting("ours", "hr", 1)] },
      { theirs: lasting("next", "hr", 2) },
    );
    const { code, errors } = await run("Hr", "--unoptimized");
    expect(code).toBe(0);
    expect(order).toEqual(["end theirs", "end next", "start hr", "end ours"]);
    expect(errors).toContain("another aggregation of Hr is running: next; waiting for it to end");
  });

  test("is no outcome of ours: it is said, and the start is sent again", async () => {
    const { run, sent } = await startingTenant([], {
      hr: [tooSoon("first", "hr"), lasting("second", "hr", 1)],
    });
    const { code, errors, output } = await run("Hr", "--unoptimized", "--fail-fast");
    expect(sent).toEqual(["hr", "hr"]);
    expect(code).toBe(0);
    expect(errors).toContain(
      "the start of Hr was not done: another aggregation of it was running, and the tenant runs " +
        "one at a time; trying again\n",
    );
    expect(output).toMatch(/ 1 completed\n$/);
  });

  test("is given up after three starts, with 1", async () => {
    const { run, sent } = await startingTenant([], {
      hr: [tooSoon("a", "hr"), tooSoon("b", "hr"), tooSoon("c", "hr"), lasting("d", "hr", 1)],
    });
    const { code, errors } = await run("Hr", "--unoptimized");
    expect(sent).toHaveLength(3);
    expect(code).toBe(1);
    expect(errors).toContain("given up after 3 starts");
  });

  test("is said where nothing waits", async () => {
    const { run, sent } = await startingTenant([], {
      hr: [tooSoon("a", "hr"), lasting("b", "hr", 1)],
    });
    const { code, errors } = await run("Hr");
    expect(sent).toHaveLength(1);
    expect(code).toBe(1);
    expect(errors).toContain("the start of Hr was not done: another aggregation");
  });
});

describe("a task that is stuck", () => {
  test.each([[], ["--unoptimized"], ["--if-running", "fail"], ["--no-watch"]])(
    "does not keep a start from being sent, and is named: %s",
    async (...flags) => {
      const { run, simulator } = await simulatedTenant([], { stuckSources: ["Okta"] });
      const { code, errors } = await run(["start", "Okta", ...flags]);
      expect(code).toBe(0);
      expect(errors).toMatch(
        /the task [0-9a-f]{32} of Okta is stuck: pending since \S+Z \(5d 00h\)/,
      );
      expect(errors).not.toContain("already being aggregated");
      const sent = simulator.requests.filter(({ path }) => path.endsWith("/load-accounts"));
      expect(sent).toHaveLength(1);
    },
  );

  test("of another source costs a start no request", async () => {
    const { run, simulator } = await simulatedTenant([], { stuckSources: ["Payroll"] });
    const { errors } = await run(["start", "Okta", "--no-watch"]);
    expect(errors).not.toContain("stuck");
    expect(simulator.requests.filter(({ path }) => path.endsWith("/status"))).toEqual([]);
  });
});

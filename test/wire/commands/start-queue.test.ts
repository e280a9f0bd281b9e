import { describe, expect, test } from "vitest";
import { strictObjections } from "../../support/event-schema.ts";
import { lasting, startingTenant } from "../support/starting-tenant.ts";

/** Starts of sources, each of which lasts for some questions about it. */
function starts(lengths: Readonly<Record<string, number>>) {
  return Object.fromEntries(
    Object.entries(lengths).map(([id, questions]) => [id, [lasting(`${id}-run`, id, questions)]]),
  );
}

/** The most that ran at a time, from the order of starts and ends. */
function mostAtOnce(order: readonly string[]): number {
  let running = 0;
  let most = 0;
  for (const line of order) {
    running += line.startsWith("start") ? 1 : -1;
    most = Math.max(most, running);
  }
  return most;
}

describe("--at-once", () => {
  test("runs so many at a time, and starts the next when one has ended", async () => {
    const { run, order, sent } = await startingTenant([], starts({ a: 3, b: 1, c: 2, d: 1, e: 1 }));
    const { code, output, errors } = await run("A", "B", "C", "D", "E", "--at-once", "2");
    expect({ code, errors }).toEqual({
      code: 0,
      errors: "aggwatch: 3 more to start, 2 at a time\n",
    });
    expect(sent).toEqual(["a", "b", "c", "d", "e"]);
    expect(mostAtOnce(order)).toBe(2);
    expect(order.indexOf("end b-run")).toBeLessThan(order.indexOf("start c"));
    expect(output.match(/ watching /g)).toHaveLength(1);
    expect(output).toMatch(
      / C {2}added, 2 to start\n[^]* D {2}added, 1 to start\n[^]* E {2}added\n/,
    );
    expect(output).toMatch(
      /\nSOURCE {2}OUTCOME\nA {7}✓ COMPLETED\n(?:[BCDE] {7}✓ COMPLETED\n){4}[^\n]* 5 completed\n$/,
    );
  });

  test.each([["--sequential"], ["--at-once", "1"]])("of 1 is %s", async (...flags) => {
    const { run, order } = await startingTenant([], starts({ a: 1, b: 1 }));
    expect(await run("A", "B", ...flags)).toMatchObject({ code: 0 });
    expect(order).toEqual(["start a", "end a-run", "start b", "end b-run"]);
  });

  test("is one watch in NDJSON, in which each start joins", async () => {
    const { run } = await startingTenant([], starts({ a: 1, b: 1 }));
    const { output } = await run("A", "B", "--sequential", "--output", "ndjson");
    const objects = output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string });
    for (const object of objects) expect(strictObjections(object)).toBe("");
    expect(objects.filter(({ type }) => /watching|added|ended|summary/.test(type))).toMatchObject([
      { type: "watching", ids: [{ id: "a-run", label: "A" }] },
      { type: "ended", id: "a-run" },
      { type: "added", id: "b-run", label: "B" },
      { type: "ended", id: "b-run" },
      { type: "summary", outcomes: { COMPLETED: 2 }, leftBy: "ends", exitCode: 0 },
    ]);
  });

  test("is never 0 where it is left before all were started, and names those", async () => {
    const { run, asked, signals } = await startingTenant([], starts({ a: 1e9, b: 1, c: 1 }));
    const ran = run("A", "B", "C", "--at-once", "1");
    await expect.poll(() => asked.get("a-run") ?? 0, { timeout: 60_000 }).toBeGreaterThan(1);
    signals.send("SIGTERM");
    const { code, output, errors } = await ran;
    expect(code).toBe(143);
    expect(errors).toBe("aggwatch: 2 more to start, 1 at a time\naggwatch: not started: B, C\n");
    expect(output).toMatch(
      /\nA {7}~ COLLECTING when left\nB {7}− not started: left before it was started\nC {7}− not started: /,
    );
  });

  test("goes on after an end that is not well, unless --fail-fast", async () => {
    const bad = () => ({
      ...starts({ b: 1, c: 1 }),
      a: [lasting("a-run", "a", 1, { completionStatus: "ERROR" })],
    });
    const on = await startingTenant([], bad());
    expect(await on.run("A", "B", "C", "--sequential")).toMatchObject({ code: 1 });
    expect(on.sent).toEqual(["a", "b", "c"]);
    const fast = await startingTenant([], bad());
    const { code, errors } = await fast.run("A", "B", "C", "--sequential", "--fail-fast");
    expect(code).toBe(1);
    expect(errors).toMatch(/aggwatch: not started: B, C\n$/);
    expect(fast.sent).toEqual(["a"]);
  });

  test("looks again before each start: what has begun meanwhile is watched in its place", async () => {
    const { run, sent } = await startingTenant([], starts({ a: 9 }), {
      "a-run": lasting("theirs", "b", 1),
    });
    const { code, errors } = await run("A", "B", "--sequential");
    expect(code).toBe(0);
    expect(sent).toEqual(["a"]);
    expect(errors).toMatch(/\naggwatch: B is already being aggregated [^\n]*: theirs\n$/);
  });

  test.each([
    [["--at-once", "0"], "it must be a number from 1 to 1000"],
    [["--at-once", "2.5"], "it must be a whole number"],
    [["--at-once", "2", "--sequential"], "cannot be used with"],
    [["--at-once", "2", "--any"], "cannot be used with"],
    [["--at-once", "2", "--no-watch"], "--at-once has to watch each until its end"],
    [["--retry", "1", "--no-watch"], "--retry has to watch each until its end"],
    [["--retry", "-1"], "it must be a number from 0 to 10"],
  ] as const)("%j is wrong usage", async (flags, text) => {
    const { run, sent } = await startingTenant([], starts({ a: 1 }));
    const { code, errors } = await run("A", ...flags);
    expect(code).toBe(2);
    expect(errors).toContain(text);
    expect(sent).toEqual([]);
  });
});

describe("--retry", () => {
  const passing = { completionStatus: "TEMPERROR" };

  test("starts again what ended with TEMP_ERROR; the new run counts in its place", async () => {
    const { run, sent } = await startingTenant([], {
      hr: [lasting("first", "hr", 1, passing), lasting("second", "hr", 1)],
    });
    const { code, output, errors } = await run("Hr", "--retry", "2", "--fail-fast");
    expect(code).toBe(0);
    expect(sent).toEqual(["hr", "hr"]);
    expect(errors).toMatch(
      /^aggwatch: Hr: COMPLETED WITH ERRORS[^\n]*; starting it again in 30s \(retry 1 of 2\)\n$/,
    );
    expect(output).toMatch(/ 1 completed\n$/);
  });

  test("does so as often as it says; the last end is the outcome", async () => {
    const { run, sent } = await startingTenant([], {
      hr: ["a", "b", "c"].map((id) => lasting(id, "hr", 1, passing)),
    });
    expect(await run("Hr", "--retry", "1")).toMatchObject({ code: 1 });
    expect(sent).toHaveLength(2);
  });

  test("is for nothing that a repetition will not mend", async () => {
    const { run, sent } = await startingTenant([], {
      hr: [lasting("a", "hr", 1, { completionStatus: "ERROR" }), lasting("b", "hr", 1)],
    });
    expect(await run("Hr", "--retry", "3")).toMatchObject({ code: 1, errors: "" });
    expect(sent).toHaveLength(1);
  });

  test("keeps its place in the queue: the next starts after it", async () => {
    const { run, order } = await startingTenant([], {
      hr: [lasting("first", "hr", 1, passing), lasting("second", "hr", 1)],
      okta: [lasting("okta-run", "okta", 1)],
    });
    expect(await run("Hr", "Okta", "--sequential", "--retry", "1")).toMatchObject({ code: 0 });
    expect(order).toEqual([
      "start hr",
      "end first",
      "start hr",
      "end second",
      "start okta",
      "end okta-run",
    ]);
  });
});

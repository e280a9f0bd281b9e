import { describe, expect, test } from "vitest";
import { NoAnswerError, RefusedError } from "../../../src/api/http/errors.ts";
import type { ListedTask } from "../../../src/api/endpoints/tasks.ts";
import { createIdleRule } from "../../../src/commands/lookup/idle.ts";
import { waitUntilIdle } from "../../../src/commands/lookup/wait-until-idle.ts";
import { openIdleReport } from "../../../src/commands/wait/idle-report.ts";
import { strictObjections } from "../../support/event-schema.ts";
import { inventedClock } from "../../support/invented/clock.ts";

const host = "acme.api.identitynow.com";
interface Wait {
  readonly idleMs?: number;
  readonly output?: "plain" | "ndjson" | "quiet";
  readonly heartbeat?: number | undefined;
}

/**
 * A wait in a tenant of which each look finds these sources running, the last one for ever; by the
 * number of looks so far, from 0.
 */
async function waiting(
  found: readonly (readonly string[] | Error)[],
  { idleMs = 10_000, output = "plain", heartbeat }: Wait = {},
) {
  const clock = inventedClock();
  const began = clock.now();
  const written = { out: "", err: "" };
  const into = (name: keyof typeof written) =>
    ({ write: (text: string) => (written[name] += text) }) as unknown as NodeJS.WriteStream;
  const all = new Set<string>();
  let looks = 0;
  const look = async (): Promise<readonly ListedTask[]> => {
    const now = found[Math.min(looks, found.length - 1)] ?? [];
    looks += 1;
    if (now instanceof Error) throw now;
    for (const name of now) all.add(name);
    return now.map((sourceName) => taskOf(sourceName, began, clock.now()));
  };
  const rule = createIdleRule(idleMs, async () => new Set(all), clock);
  const given = { output, ...(heartbeat !== undefined && { heartbeat }) };
  const report = await openIdleReport(host, given, {
    stdout: into("out"),
    stderr: into("err"),
    clock,
  });
  const leave = new AbortController();
  let end: unknown = "waiting";
  const wait = async () => {
    await waitUntilIdle(look, rule, report, clock, leave.signal);
    report.idle(idleMs);
    end = clock.elapsed();
  };
  void wait().catch((error: unknown) => (end = error));
  const lines = () =>
    written.out
      .trimEnd()
      .split("\n")
      .map((line) => line.replace(/^\S+ {2}/, ""));
  return { clock, leave, written, lines, report, looks: () => looks, end: () => end };
}

function taskOf(sourceName: string, created: number, answeredAt: number): ListedTask {
  const unknown = { uniqueName: undefined, launched: undefined, completed: undefined };
  const rest = { completionStatus: undefined, messages: [], sourceId: sourceName };
  const own = { id: sourceName, launcher: "jdoe", sourceName, created, answeredAt };
  return { ...unknown, ...rest, ...own };
}

describe("a wait ends", () => {
  test("once two looks ten seconds apart have found nothing", async () => {
    const { clock, end, lines, looks } = await waiting([[]]);
    await clock.advance(9_999);
    expect(end()).toBe("waiting");
    await clock.advance(1);
    expect({ end: end(), looks: looks() }).toEqual({ end: 10_000, looks: 2 });
    expect(lines()).toEqual([
      "nothing running; waiting 10s for more to start",
      "idle: nothing has run for 10s",
    ]);
  });

  test("at the first look that finds nothing, with --idle 0", async () => {
    const { clock, end, lines } = await waiting([["HR"], []], { idleMs: 0 });
    await clock.advance(60_000);
    expect(end()).toBe(10_000);
    expect(lines()).toEqual([
      `at ${host}, waiting for 1 aggregation: HR (started by jdoe, running 0s)`,
      "HR ended",
      "idle: nothing running",
    ]);
  });

  test("exactly when the time is over, however it divides into looks", async () => {
    const { clock, end, looks } = await waiting([[]], { idleMs: 25_000 });
    await clock.advance(60_000);
    expect({ end: end(), looks: looks() }).toEqual({ end: 25_000, looks: 4 });
  });

  test("not while one starts before the time is over: it starts over", async () => {
    const { clock, end, lines } = await waiting([["HR"], [], ["Okta"], []], { idleMs: 30_000 });
    await clock.advance(59_000);
    expect(end()).toBe("waiting");
    await clock.advance(1000);
    expect(end()).toBe(60_000);
    expect(lines()).toEqual([
      `at ${host}, waiting for 1 aggregation: HR (started by jdoe, running 0s)`,
      "HR ended",
      "nothing running; waiting 30s for more to start",
      "Okta started by jdoe; waiting for 1 aggregation: Okta (started by jdoe, running 20s)",
      "Okta ended",
      "nothing running; waiting 30s for more to start",
      "idle: nothing has run for 30s",
    ]);
  });

  test("not by looks that fail: what runs is unknown then, and the time starts over", async () => {
    const fails = new NoAnswerError("HTTP 503");
    const { clock, end, written } = await waiting([[], fails, fails, []], { idleMs: 15_000 });
    await clock.advance(44_999);
    expect(end()).toBe("waiting");
    await clock.advance(1);
    expect(end()).toBe(45_000);
    expect(written.err).toBe("aggwatch: the tasks cannot be read (HTTP 503); trying again\n");
  });

  test("with a refusal that lasts", async () => {
    const refused = new RefusedError(403, "no");
    const { clock, end } = await waiting([["HR"], refused]);
    await clock.advance(10_000);
    expect(end()).toBe(refused);
  });

  test("when it is left, with for how long each has run by then", async () => {
    const { clock, leave, end, report } = await waiting([["HR"]]);
    await clock.advance(15_000);
    leave.abort(new Error("left"));
    await clock.advance(0);
    expect(end()).toEqual(new Error("left"));
    expect(report.left()).toBe("still running: 1 aggregation: HR (started by jdoe, running 15s)");
  });
});

describe("a wait says", () => {
  test.for([
    [undefined, ["1m 00s", "2m 00s", "3m 00s"]],
    [90_000, ["1m 30s", "3m 00s"]],
    [0, []],
  ] as const)("what still runs as often as --heartbeat says: %j", async ([heartbeat, times]) => {
    const { clock, lines } = await waiting([["HR"]], { heartbeat });
    await clock.advance(180_000);
    const [, ...later] = lines();
    expect(later).toEqual(
      times.map((time) => `waiting for 1 aggregation: HR (started by jdoe, running ${time})`),
    );
  });

  test("of many the first ten", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `S${index}`);
    const { clock, lines } = await waiting([names]);
    await clock.advance(0);
    expect(lines()[0]).toMatch(/^at .*, waiting for 12 aggregations: S0 .*S9 \(.*\) and 2 more$/);
  });

  test("the same in objects, and nothing with quiet", async () => {
    const { clock, written } = await waiting([["HR"], []], { output: "ndjson" });
    await clock.advance(60_000);
    const objects = written.out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(objects).toMatchObject([
      { type: "waiting", host, running: [{ id: "HR", label: "HR", launcher: "jdoe" }] },
      { type: "waiting", running: [], idleInMs: 10_000 },
      { type: "idle", idleMs: 10_000 },
    ]);
    for (const object of objects) expect(strictObjections(object)).toBe("");
    const quiet = await waiting([["HR"], []], { output: "quiet" });
    await quiet.clock.advance(60_000);
    expect({ ...quiet.written, end: quiet.end() }).toEqual({ out: "", err: "", end: 20_000 });
  });
});

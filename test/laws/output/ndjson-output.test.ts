import { describe, expect, test } from "vitest";
import { RateLimitedError } from "../../../src/api/http/errors.ts";
import { type NdjsonOptions, startNdjsonOutput } from "../../../src/output/ndjson/ndjson-output.ts";
import { lineOf } from "../../../src/output/ndjson/line-object.ts";
import { summaryObject } from "../../../src/output/ndjson/session-objects.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant, type Script } from "../../support/invented/tenant.ts";
import { live, over } from "../../support/invented/watches.ts";
import { strictObjections } from "../../support/event-schema.ts";

const labelled = { id: "2c91808477a6b0c60177a81146b8110b", label: "Workday HR" };
const unnamed = { id: "af1b82086c194f89acce82e156ff6e61", label: undefined };
const running = answer("ACCOUNTS_COLLECTED", accounts(100, 1000));

const usual: NdjsonOptions = {
  version: "0.1.0",
  heartbeatMs: 0,
  polls: false,
  usuals: new Map(),
  isLater: false,
};

/** A watch that writes lines; each id is asked every 30 s. */
function writing(status: NonNullable<Script["status"]>, options: Partial<NdjsonOptions> = {}) {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, { status });
  const watcher = createWatcher(
    [labelled, unnamed],
    { intervalMs: 30_000, stallAfterMs: undefined },
    { tenant, clock, random: () => 0 },
  );
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const close = startNdjsonOutput(watcher, clock, { ...usual, ...options }, write);
  const leave = new AbortController();
  const done = watcher.run(leave.signal).catch(() => undefined);
  const objects = () => lines.map((line) => Object(JSON.parse(line)));
  return { clock, watcher, lines, objects, close, leave, done };
}

test("one whole watch: what is watched, and what happens", async () => {
  const { clock, lines, close, done, objects } = writing(({ id }, times) => {
    if (id === unnamed.id) return answer("CANCELLED");
    if (times === 1) throw new RateLimitedError(12_000);
    return times === 2 ? running : answer("TERMINATED");
  });
  await clock.advance(60_000);
  await done;
  await close();
  const [workday, other] = [labelled.id, unnamed.id];
  expect(`\n${lines.join("\n")}\n`).toBe(`
{"v":1,"ts":"2026-11-23T14:00:00.000Z","id":null,"type":"watching","version":"0.1.0","host":"acme.api.identitynow.com","ids":[{"id":"${workday}","label":"Workday HR"},{"id":"${other}"}],"intervalMs":30000}
{"v":1,"ts":"2026-11-23T14:00:00.000Z","id":null,"type":"wait","waitMs":12000}
{"v":1,"ts":"2026-11-23T14:00:00.000Z","id":"${other}","type":"ended","outcome":"CANCELLED","isSeenRunning":false}
{"v":1,"ts":"2026-11-23T14:00:12.000Z","id":"${workday}","type":"status","label":"Workday HR","status":"ACCOUNTS_COLLECTED","isFirstSeen":true,"totalAccounts":1000,"processedAccounts":100}
{"v":1,"ts":"2026-11-23T14:00:42.000Z","id":"${workday}","type":"ended","label":"Workday HR","outcome":"TERMINATED","isSeenRunning":true,"totalAccounts":1000,"processedAccounts":100}
`);
  expect(objects().map(strictObjections).filter(Boolean)).toEqual([]);
});

describe("polls", () => {
  const types = async (polls: boolean) => {
    const { clock, objects } = writing(() => running, { polls });
    await clock.advance(40_000);
    return objects().map(({ type }) => type);
  };

  test("are left out unless they are wanted", async () => {
    expect(await types(false)).toEqual(["watching", "status", "status"]);
  });

  test("stand before what they change", async () => {
    expect((await types(true)).join(" ")).toBe("watching poll status poll status poll poll");
  });
});

describe("heartbeats", () => {
  test("do not come unless they are wanted", async () => {
    const { clock, objects } = writing(() => running);
    await clock.advance(600_000);
    expect(objects().filter(({ type }) => type === "heartbeat")).toEqual([]);
  });

  test("come that often, and tell of each id that runs, and of none that has ended", async () => {
    const status: Script["status"] = ({ id }) =>
      id === unnamed.id ? answer("CANCELLED") : running;
    const { clock, objects } = writing(status, { heartbeatMs: 20_000 });
    await clock.advance(45_000);
    const beats = objects().filter(({ type }) => type === "heartbeat");
    expect(beats.map(({ ts, id }) => [ts, id])).toEqual([
      ["2026-11-23T14:00:20.000Z", labelled.id],
      ["2026-11-23T14:00:40.000Z", labelled.id],
    ]);
    expect(beats[0]).toEqual({
      v: 1,
      ts: "2026-11-23T14:00:20.000Z",
      type: "heartbeat",
      ...labelled,
      state: "PROCESSING",
      status: "ACCOUNTS_COLLECTED",
      totalAccounts: 1000,
      processedAccounts: 100,
      percent: 10,
      ageMs: 20_000,
    });
  });

  test("say so where nothing is known yet", async () => {
    const { clock, objects } = writing(() => new Promise(() => undefined), { heartbeatMs: 1000 });
    await clock.advance(1000);
    expect(objects().at(-1)).toMatchObject({ type: "heartbeat", state: "CONNECTING" });
    expect(objects().at(-1)).not.toHaveProperty("ageMs");
  });
});

describe("once it is closed", () => {
  test("nothing more is told, and nothing waits any more", async () => {
    const { clock, objects, close, leave, done } = writing(() => running, { heartbeatMs: 1000 });
    await clock.advance(1500);
    const before = objects().length;
    leave.abort();
    await done;
    await close();
    await clock.advance(600_000);
    expect(objects()).toHaveLength(before);
    expect(clock.sleepers()).toBe(0);
  });
});

test("a watch after another in the same run goes on where that stopped: its ids join", () => {
  const { objects } = writing(() => running, { isLater: true });
  expect(objects().map(({ type, id, label }) => [type, id, label])).toEqual([
    ["added", labelled.id, "Workday HR"],
    ["added", unnamed.id, undefined],
  ]);
});

test("the last line of a run tells of all that it has watched, and how it was left", () => {
  const watches = [over(live("Okta", "COMPLETED"), "COMPLETED"), live("Box", "STARTED")];
  const at = Date.parse("2026-11-23T14:01:00Z");
  const line = summaryObject(at, watches, { by: "signal", signal: "SIGTERM" }, 143);
  expect(lineOf(line)).toBe(
    '{"v":1,"ts":"2026-11-23T14:01:00.000Z","id":null,"type":"summary","outcomes":{"COMPLETED":1,"RUNNING":1},"leftBy":"signal","signal":"SIGTERM","exitCode":143}',
  );
  expect(strictObjections(line)).toBe("");
});

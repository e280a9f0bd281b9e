import { expect, test } from "vitest";
import type { Api } from "../../../src/api/http/api.ts";
import { NotFoundError, RefusedError, TransientError } from "../../../src/api/http/errors.ts";
import type { ListedTask } from "../../../src/api/endpoints/tasks.ts";
import { createStuckFinder } from "../../../src/commands/lookup/stuck-tasks.ts";

const now = Date.parse("2026-11-29T12:00:00Z");
const hourMs = 3_600_000;

/** A task that has been pending for so long. */
function pending(id: string, ageMs: number, more: Partial<ListedTask> = {}): ListedTask {
  return {
    id,
    uniqueName: "Cloud Account Aggregation",
    launcher: undefined,
    created: now - ageMs,
    launched: undefined,
    completed: undefined,
    completionStatus: undefined,
    messages: [],
    sourceId: "s",
    sourceName: "S",
    answeredAt: now,
    ...more,
  };
}

const gone = new NotFoundError("404");
const started = '{"status":"STARTED"}';

/** A tenant that answers the n-th question about an id, from 1, with a body or an error. */
function finder(answer: (id: string, times: number) => string | Error) {
  const asked: string[] = [];
  const pauses: number[] = [];
  const api: Api = {
    version: "v2024",
    ask: async ({ path }) => {
      const id = path.split("/")[2] ?? "";
      asked.push(id);
      const said = answer(id, asked.filter((one) => one === id).length);
      if (typeof said !== "string") throw said;
      return { status: 200, headers: new Headers(), body: said, receivedAt: now };
    },
  };
  const find = createStuckFinder(api, async (ms) => void pauses.push(ms));
  const stuckOf = async (...tasks: readonly ListedTask[]) =>
    (await find(tasks)).stuck.map(({ id }) => id);
  return { find, stuckOf, asked, pauses };
}

test("a task is stuck when it is old and its aggregation is not found, three times within 20 s", async () => {
  const { find, asked, pauses } = finder(() => gone);
  const task = pending("a", 5 * 24 * hourMs);
  expect(await find([task])).toEqual({ running: [], stuck: [task] });
  expect(asked).toEqual(["a", "a", "a"]);
  expect(pauses).toHaveLength(2);
  expect(pauses[0]! + pauses[1]!).toBeLessThanOrEqual(20_000);
  expect(Math.min(...pauses)).toBeGreaterThan(5000);
});

test("what began within the hour is not asked about, nor what says no beginning", async () => {
  const { stuckOf, asked } = finder(() => gone);
  const young = pending("young", hourMs - 1);
  const late = pending("late", 5 * hourMs, { launched: now - 60_000 });
  const unknown = pending("unknown", 0, { created: undefined });
  expect(await stuckOf(young, late, unknown)).toEqual([]);
  expect(asked).toEqual([]);
  expect(await stuckOf(pending("old", hourMs))).toEqual(["old"]);
});

test("what runs for long costs one request, and is not asked about again", async () => {
  const { find, asked, pauses } = finder(() => started);
  const task = pending("a", 9 * hourMs);
  expect((await find([task])).running).toEqual([task]);
  expect((await find([task])).running).toEqual([task]);
  expect(asked).toEqual(["a"]);
  expect(pauses).toEqual([]);
});

test("what is stuck stays so, at no further cost", async () => {
  const { stuckOf, asked } = finder(() => gone);
  await stuckOf(pending("a", 9 * hourMs));
  expect(await stuckOf(pending("a", 9 * hourMs))).toEqual(["a"]);
  expect(asked).toHaveLength(3);
});

test("a hiccup is no proof: one other answer and it counts as running", async () => {
  for (const other of [started, new TransientError("HTTP 500"), new RefusedError(400, "no")]) {
    const { stuckOf } = finder((_id, times) => (times === 3 ? other : gone));
    expect(await stuckOf(pending("a", 9 * hourMs))).toEqual([]);
  }
});

test("the status NOT_FOUND is a 404", async () => {
  const { stuckOf } = finder(() => '{"start":null,"status":"NOT_FOUND"}');
  expect(await stuckOf(pending("a", 9 * hourMs))).toEqual(["a"]);
});

test("who may read no status learns nothing, and is not refused again and again", async () => {
  const { stuckOf, asked } = finder(() => new RefusedError(403, ""));
  expect(await stuckOf(pending("a", 9 * hourMs), pending("b", 8 * hourMs))).toEqual([]);
  expect(asked).toEqual(["a"]);
});

test("of several the first is asked about alone, then all others at once", async () => {
  const answers: (() => void)[] = [];
  const api: Api = {
    version: "v2024",
    ask: () =>
      new Promise((resolve) => {
        const answer = { status: 200, headers: new Headers(), body: started, receivedAt: now };
        answers.push(() => resolve(answer));
      }),
  };
  const found = createStuckFinder(
    api,
    async () => undefined,
  )(["a", "b", "c"].map((id) => pending(id, 9 * hourMs)));
  expect(answers).toHaveLength(1);
  answers[0]?.();
  await new Promise(setImmediate);
  expect(answers).toHaveLength(3);
  for (const answer of answers) answer();
  expect((await found).stuck).toEqual([]);
});

test("of very many only the twenty oldest are asked about; the wait is one for all", async () => {
  const { stuckOf, asked, pauses } = finder(() => gone);
  const tasks = Array.from({ length: 50 }, (_, index) =>
    pending(`t${index}`, (index + 1) * hourMs),
  );
  const stuck = await stuckOf(...tasks);
  expect(stuck).toHaveLength(20);
  expect(stuck).toContain("t49");
  expect(asked).toHaveLength(60);
  expect(pauses).toHaveLength(2);
});

test("entitlements have no status to ask: their task is believed for a day, and not longer", async () => {
  const { find, asked } = finder(() => gone);
  const ofEntitlements = { kind: "entitlement", uniqueName: "Cloud Group Aggregation" } as const;
  const young = pending("young", 24 * hourMs - 1, ofEntitlements);
  const old = pending("old", 24 * hourMs, ofEntitlements);
  const undated = pending("undated", 0, { ...ofEntitlements, created: undefined });
  expect(await find([young, old, undated])).toEqual({ running: [young, undated], stuck: [old] });
  expect(asked).toEqual([]);
});

import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import {
  type ApiError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  TransientError,
} from "../../../src/api/http/errors.ts";
import type { ApiRequest } from "../../../src/api/http/api.ts";
import type { Tenant } from "../../../src/api/tenant.ts";
import { createClient } from "../../../src/client/client.ts";
import { knowSources } from "../../../src/commands/session/know-sources.ts";
import { openHistory } from "../../../src/history/session.ts";
import type { WatchedId } from "../../../src/watch/model/watch.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";

const now = Date.parse("2026-11-23T14:00:00Z");
const minute = 60_000;

/** A task of an account aggregation, that took so many minutes some days ago. */
function finished(id: string, daysAgo: number, minutes: number, fields: object = {}) {
  const launched = now - daysAgo * 24 * 60 * minute;
  return {
    id,
    uniqueName: "Cloud Account Aggregation",
    target: { id: "s1", name: "Okta [source]" },
    launched,
    completed: launched + minutes * minute,
    completionStatus: "SUCCESS",
    ...fields,
  };
}

const running = (id: string) => ({
  ...finished(id, 0, 0),
  completed: null,
  completionStatus: null,
});

interface Told {
  /** The tasks of a source, or why there are none. */
  readonly tasks?: readonly object[] | string | ApiError | undefined;
  /** The task of an id. */
  readonly task?: (id: string) => object | undefined;
  readonly pending?: readonly object[];
  readonly hasHistory?: boolean;
}

/** Watched ids, and what was asked beside their status. */
function watching(ids: readonly WatchedId[], told: Told) {
  const clock = inventedClock(now);
  const times = { start: now, answeredAt: now };
  const invented = inventedTenant(clock, { status: () => answer("STARTED", {}, times) });
  const asked: { path: string; query: ApiRequest["query"] | undefined; at: number }[] = [];
  const tenant: Tenant = {
    ...invented,
    async ask({ path, query }) {
      asked.push({ path, query, at: clock.elapsed() });
      const [, id] = /task-status\/([^/]+)$/.exec(path) ?? [];
      const { tasks = [], task = () => undefined, pending = [] } = told;
      if (id === undefined && typeof tasks === "object" && "kind" in tasks) throw tasks;
      const one = id === undefined ? tasks : id === "pending-tasks" ? pending : task(id);
      if (one === undefined) throw new NotFoundError("");
      const body = typeof one === "string" ? one : JSON.stringify(one);
      return { status: 200, headers: new Headers(), body, receivedAt: clock.now() };
    },
  };
  const client = createClient(tenant, { clock, random: () => 0 });
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const watcher = createWatcher(ids, settings, { client, clock, random: () => 0 });
  const leave = new AbortController();
  onTestFinished(() => leave.abort());
  const run = watcher.run(leave.signal).catch(() => undefined);
  const history = openHistory(watcher, undefined);
  const known = told.hasHistory === false ? undefined : history;
  const over = knowSources(watcher, client, undefined, known, leave.signal);
  const paths = () => asked.map(({ path, query }) => query?.["filters"] ?? path);
  return { clock, watcher, history, asked, paths, over, run, seen: invented.seen };
}

const ofS1 = 'sourceId eq "s1"';
const labelled: WatchedId = { id: "a", label: "Okta", sourceId: "s1" };
const ten = Array.from({ length: 10 }, (_, day) => finished(`t${day}`, day + 1, 10));

test("the tenant tells how long runs of a source take, by one request, after the first status", async () => {
  const { clock, watcher, history, asked, seen } = watching([labelled], { tasks: ten });
  await clock.advance(1000);
  expect(asked.map(({ query }) => query)).toEqual([
    { filters: ofS1, sorters: "-created", limit: "50", offset: "0" },
  ]);
  expect(seen[0]?.at).toBeLessThanOrEqual(asked[0]?.at ?? 0);
  const took = { medianMs: 10 * minute, p90Ms: 10 * minute, runs: 10 };
  expect(history.usuals.get("a")).toMatchObject({ took, collecting: undefined });
  const law = watcher.watchOf("a")?.usual?.took;
  expect(Math.exp(law?.mean ?? 0)).toBeCloseTo(10 * minute, 0);
  await clock.advance(minute);
  const { told } = watcher.watchOf("a")?.forecast.finish ?? {};
  expect(told?.high).toBeGreaterThan(0);
  expect(asked).toHaveLength(1);
});

test("several ids of a source need one request, and one that joins needs none", async () => {
  const also = { ...labelled, id: "b" };
  const { clock, watcher, paths } = watching([labelled, also], { tasks: ten });
  await clock.advance(2000);
  watcher.add([{ ...labelled, id: "c" }]);
  await clock.advance(5000);
  expect(paths()).toEqual([ofS1]);
  for (const id of ["a", "b", "c"]) expect(watcher.watchOf(id)?.usual?.took).toBeDefined();
});

test("an id is enough: the list of what runs has its source, or else its task", async () => {
  const bare = { id: "a", label: undefined };
  const list = "v2024/task-status/pending-tasks";
  const listed = watching([bare], { tasks: ten, pending: [running("a")] });
  await listed.clock.advance(2000);
  expect(listed.paths()).toEqual([list, ofS1]);
  const { clock, watcher, paths } = watching([bare], { tasks: ten, task: running });
  await clock.advance(2000);
  expect(paths()).toEqual([list, "v2024/task-status/a", ofS1]);
  expect(watcher.watchOf("a")).toMatchObject({ label: "Okta", usual: { took: expect.anything() } });
});

test("a label of the user's is enough too", async () => {
  const mine = { id: "a", label: "nightly" };
  const { clock, watcher, paths } = watching([mine], { tasks: ten, pending: [running("a")] });
  await clock.advance(2000);
  expect(paths()).toEqual(["v2024/task-status/pending-tasks", ofS1]);
  expect(watcher.watchOf("a")).toMatchObject({
    label: "nightly",
    usual: { took: expect.anything() },
  });
});

test("what counts are runs of that source that completed without errors, and not this one", async () => {
  const bad = ["ERROR", "TERMINATED", "TEMPERROR"].map((completionStatus) =>
    finished(completionStatus, 1, 90, { completionStatus }),
  );
  const others = [
    finished("entitlements", 1, 90, { uniqueName: "Cloud Group Aggregation" }),
    finished("other", 1, 90, { target: { id: "s2" } }),
    finished("a", 1, 90),
    running("r"),
  ];
  const { clock, history } = watching([labelled], {
    tasks: [...bad, ...others, finished("x", 1, 7)],
  });
  await clock.advance(2000);
  expect(history.usuals.get("a")?.took).toEqual({
    medianMs: 7 * minute,
    p90Ms: 7 * minute,
    runs: 1,
  });
});

test("the counts of a run guess its rate, so that a larger one is told longer", async () => {
  const attributes = { created: 100, updated: 700, deleted: 200 };
  const counted = ten.map((task) => ({ ...task, attributes }));
  const { clock, watcher } = watching([labelled], { tasks: counted });
  await clock.advance(2000);
  const work = watcher.watchOf("a")?.usual?.accounts;
  expect(Math.exp(work?.mean ?? 0)).toBeCloseTo((0.75 * 10 * minute) / 1000, 3);
  expect(work?.spread).toBe(1);
});

test("with --no-history the tenant is asked nothing for it", async () => {
  const { clock, watcher, asked } = watching([labelled], { tasks: ten, hasHistory: false });
  await clock.advance(minute);
  expect(asked).toEqual([]);
  expect(watcher.watchOf("a")?.usual).toBeUndefined();
});

test.each<[string, Told["tasks"]]>([
  ["403", new RefusedError(403, "no scope")],
  ["400", new RefusedError(400, "no such filter")],
  ["404", new NotFoundError("")],
])("a tenant that refuses with %s is asked once, of whatever source", async (_, tasks) => {
  const other = { id: "b", label: "HR", sourceId: "s2" };
  const { clock, watcher, asked } = watching([labelled, other], { tasks });
  await clock.advance(2000);
  watcher.add([{ id: "c", label: "AD", sourceId: "s3" }]);
  await clock.advance(10 * minute);
  expect(asked).toHaveLength(1);
  expect(watcher.snapshot().watches.map(({ log }) => log.map(({ event }) => event.type))).toEqual(
    Array.from({ length: 3 }, () => ["status"]),
  );
});

test.each<[string, Told["tasks"]]>([
  ["500", new TransientError("HTTP 500")],
  ["a malformed body", "{"],
  ["an empty body", ""],
  ["a body of another shape", '{"tasks":[]}'],
  ["tasks of other shapes", '[null,7,{"id":"x"},{"id":"y","completed":{},"attributes":[]}]'],
])("%s ends nothing and is not spoken of", async (_, tasks) => {
  const { clock, watcher, seen, over } = watching([labelled], { tasks });
  let isOver = false;
  void over.then(() => (isOver = true));
  await clock.advance(3 * minute);
  await nextTurn();
  expect(isOver).toBe(false);
  expect(seen.length).toBeGreaterThan(30);
  expect(watcher.watchOf("a")).toMatchObject({ ending: undefined, usual: undefined });
});

test("a 429 is waited for, and then the tenant tells", async () => {
  const answers = [new RateLimitedError(3000), ten];
  const told = {
    get tasks() {
      return answers.shift() ?? [];
    },
  };
  const { clock, watcher, asked } = watching([labelled], told);
  await clock.advance(10_000);
  expect(asked).toHaveLength(2);
  expect((asked[1]?.at ?? 0) - (asked[0]?.at ?? 0)).toBeGreaterThanOrEqual(3000);
  expect(watcher.watchOf("a")?.usual?.took).toBeDefined();
});

test("many sources take no turn from polls", async () => {
  const ids = Array.from({ length: 60 }, (_, place) => ({
    id: `a${place}`,
    label: `source ${place}`,
    sourceId: `s${place}`,
  }));
  const [with60, without] = [true, false].map((hasHistory) => watching(ids, { hasHistory }));
  await with60?.clock.advance(3 * minute);
  await without?.clock.advance(3 * minute);
  expect(with60?.asked).toHaveLength(60);
  expect(without?.asked).toHaveLength(0);
  // Polls have four fifths of the budget, and what is left of the rest.
  expect(with60?.seen.length).toBeGreaterThan(0.8 * (without?.seen.length ?? 0));
});

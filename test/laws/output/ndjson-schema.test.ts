import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byName } from "../../../src/api/endpoints/counters.ts";
import { taskCountNames } from "../../../src/api/endpoints/task-counts.ts";
import { eventObject } from "../../../src/output/ndjson/event-object.ts";
import { heartbeatObject } from "../../../src/output/ndjson/heartbeat-object.ts";
import type { Run } from "../../../src/history/run.ts";
import { sourceHistories } from "../../../src/history/source-history.ts";
import { historyObjects } from "../../../src/output/ndjson/history-objects.ts";
import { lastRunsOf } from "../../../src/history/last-runs.ts";
import { sourceObject } from "../../../src/output/ndjson/source-object.ts";
import { type LineObject, lineObject } from "../../../src/output/ndjson/line-object.ts";
import { idleObject, waitingObject } from "../../../src/output/ndjson/idle-objects.ts";
import { stateObject } from "../../../src/output/ndjson/state-object.ts";
import { stateName } from "../../../src/output/ndjson/outcome.ts";
import { parseTaskStatus, type TaskStatus } from "../../../src/api/endpoints/task-status.ts";
import {
  aggregationObject,
  startedObject,
  summaryObject,
  watchingObject,
} from "../../../src/output/ndjson/session-objects.ts";
import { openBudget } from "../../../src/client/budget.ts";
import type { ClientState } from "../../../src/watch/model/snapshot.ts";
import { conditionOrder } from "../../../src/watch/model/condition.ts";
import { usualOf } from "../../../src/watch/forecast/usual.ts";
import { newWatch } from "../../../src/watch/model/watch.ts";
import {
  eventSchema,
  objections,
  type Schema,
  strictObjections,
} from "../../support/event-schema.ts";
import { answer } from "../../support/invented/answers.ts";
import { departure, timed, lived, subject, watches } from "../../support/random-events.ts";

const moment = fc.integer({ min: 0, max: 1e13 });

const spread = fc.record({ medianMs: fc.nat(), p90Ms: fc.nat(), runs: fc.nat() });
const usual = fc.option(
  fc.record({
    took: fc.option(spread, { nil: undefined }),
    collecting: fc.option(spread, { nil: undefined }),
  }),
  { nil: undefined },
);

const task: fc.Arbitrary<TaskStatus> = fc
  .record({
    id: fc.string({ minLength: 1 }),
    launcher: fc.string({ minLength: 1 }),
    uniqueName: fc.constantFrom("Cloud Account Aggregation", "Cloud Group Aggregation"),
    target: fc.record({ name: fc.constant("Okta [source]") }),
    attributes: fc.record(
      { appId: fc.string({ minLength: 1 }), ...byName(taskCountNames, () => fc.nat()) },
      { requiredKeys: ["appId"] },
    ),
    created: fc.integer({ min: 0, max: 4e12 }),
    completed: fc.integer({ min: 0, max: 4e12 }),
    completionStatus: fc.constantFrom("SUCCESS", "WARNING"),
  })
  .map((fields) => parseTaskStatus(JSON.stringify(fields)))
  .filter((one) => one !== undefined);

const listed = fc
  .tuple(task, fc.nat())
  .map(([one, ranMs]) => Object.assign({}, one, { answeredAt: (one.created ?? 0) + ranMs }));

const client: fc.Arbitrary<ClientState> = fc.record({
  tenant: fc.option(fc.string(), { nil: undefined }),
  host: fc.string(),
  budget: fc.constant(openBudget()),
  signIn: fc.constant(undefined),
  intervalMs: fc.double({ min: 1000, max: 1e6, noNaN: true }),
});

const amount = fc.option(fc.nat(), { nil: undefined });
const told = fc.option(
  fc.record({ atMs: fc.nat(), leftMs: fc.nat(), leastMs: fc.nat(), mostMs: fc.nat() }),
  { nil: undefined },
);
const run: fc.Arbitrary<Run> = fc.record({
  endedAt: moment,
  tenant: fc.constantFrom("acme.api.identitynow.com", "beta.api.identitynow.com"),
  id: fc.string({ minLength: 1 }),
  kind: fc.constantFrom("entitlement", undefined),
  source: fc.constantFrom("HR", undefined),
  ending: fc.constantFrom("COMPLETED", "COMPLETED", "FAILED", "EXPIRED"),
  verdict: fc.constantFrom("SUCCESS", "ERROR", undefined),
  collectingMs: amount,
  processingMs: amount,
  tookMs: amount,
  totalAccounts: amount,
  totalIdentities: amount,
  totalAccountsMarkedForDeletion: amount,
  accountsMs: amount,
  identitiesMs: amount,
  accountsQuarters: fc.constant(undefined),
  identitiesQuarters: fc.constant(undefined),
  beginShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  tailMs: amount,
  longestGapMs: amount,
  toldAtQuarter: told,
  toldAtHalf: told,
});

/** A source with a trend. */
const steady = fc.record({
  runs: fc.array(run, { minLength: 6, maxLength: 12 }),
  tookMs: fc.integer({ min: 1, max: 1e9 }),
});
const runs = fc.oneof(
  fc.array(run, { minLength: 1, maxLength: 5 }),
  steady.map(({ runs: all, tookMs }) =>
    all.map((one): Run => {
      const same = {
        tenant: "acme",
        source: "HR",
        kind: undefined,
        ending: "COMPLETED",
        verdict: "SUCCESS",
      } as const;
      return { ...one, ...same, tookMs };
    }),
  ),
);

/** A line of the histories of any runs. */
const ofHistory: fc.Arbitrary<LineObject> = fc
  .tuple(moment, runs, fc.nat())
  .map(([at, runs, pick]) => {
    const all = sourceHistories(runs).flatMap((history) => historyObjects(at, history));
    return all[pick % all.length] ?? lineObject(at, undefined, "none", {});
  });

/** What an id that is asked once may be: never seen before its end, nor given up. */
const ofStatus: fc.Arbitrary<LineObject> = fc
  .tuple(lived, timed, client, moment, usual, fc.boolean())
  .map(([{ watch, elapsed }, { event }, { host }, wall, known, isStrict]) => {
    const ending = event.type === "ended" ? event.ending : undefined;
    const isSeen = ending?.kind === "EXPIRED" || ending?.kind === "GIVEN_UP";
    const earlier = { total: 1000, tookMs: 60_000 };
    const usually = usualOf([{ tookMs: 90_000, accounts: earlier, identities: earlier }]);
    const one = { ...watch, sourceId: "7", usual: usually, ...(!isSeen && { ending }) };
    return stateObject(one, { elapsed, wall }, { host, intervalMs: 5000 }, known, isStrict);
  });

/** A source with a task, with a task and a stuck one, with a running one, or with none. */
const ofSources: fc.Arbitrary<LineObject> = fc
  .record({
    at: moment,
    task,
    isRunning: fc.boolean(),
    isStuck: fc.boolean(),
    hasNone: fc.boolean(),
    unseen: fc.option(fc.integer({ min: 0, max: 4e12 }), { nil: undefined }),
    kept: fc.array(run, { maxLength: 3 }),
    check: fc.constantFrom("fails", "unknown", undefined),
  })
  .map(({ at, task: ended, isRunning, isStuck, hasNone, unseen, kept, check }) => {
    const sourceId = ended.sourceId ?? "";
    const listed = { ...ended, sourceId, answeredAt: at };
    const pending = { ...listed, id: "p", completed: undefined, completionStatus: undefined };
    const stuck = { ...pending, id: "s" };
    const tasks = [...(isStuck ? [stuck] : []), ...(isRunning ? [pending] : []), listed];
    const source = { id: sourceId, name: "HR", isDelimitedFile: false };
    const [lastRun] = lastRunsOf([source], {
      tasks: hasNone ? [] : tasks,
      stuck: [stuck],
      unseenSince: new Map(unseen === undefined ? [] : [[sourceId, unseen]]),
      kept,
      tenant: "acme.api.identitynow.com",
      now: (ended.created ?? at) + 1000,
    });
    if (!lastRun) throw new Error("no row for the source");
    return sourceObject(at, lastRun, check);
  });

/** Any line's object. */
const object: fc.Arbitrary<LineObject> = fc.oneof(
  {
    weight: 16,
    arbitrary: timed.map(eventObject),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(lived, fc.integer({ min: 0, max: 60_000 }), moment, usual)
      .map(([{ watch, elapsed }, afterMs, wall, known]) =>
        heartbeatObject(watch, { elapsed: elapsed + afterMs, wall }, 5000, known),
      ),
  },
  { weight: 8, arbitrary: ofStatus },
  fc
    .tuple(moment, fc.string(), fc.array(listed, { maxLength: 3 }), amount)
    .map((given) => waitingObject(...given)),
  fc.tuple(moment, fc.string(), fc.nat()).map((given) => idleObject(...given)),
  fc
    .tuple(moment, watches, fc.tuple(client, fc.array(client, { maxLength: 2 })))
    .map(([at, all, [first, others]]) =>
      watchingObject(at, "0.1.0", { clients: [first, ...others], watches: all }),
    ),
  fc
    .tuple(moment, watches, departure, fc.constantFrom(0, 1, 3, 8, 143))
    .map((given) => summaryObject(...given)),
  fc
    .tuple(moment, subject, fc.string(), fc.boolean(), fc.option(fc.string(), { nil: undefined }))
    .map((given) => startedObject(...given)),
  fc.tuple(moment, task, fc.boolean()).map((given) => aggregationObject(...given)),
  { weight: 3, arbitrary: ofHistory },
  { weight: 3, arbitrary: ofSources },
);

const types = eventSchema.properties?.["type"]?.anyOf?.[0]?.enum ?? [];

function definition(name: string): Schema {
  const found = eventSchema.$defs?.[name];
  if (!found) throw new Error(`${name} is not defined`);
  return found;
}

function referred({ $ref }: Schema): Schema {
  return $ref === undefined ? {} : definition($ref.slice("#/$defs/".length));
}

/** The fields of a type by the schema, those that it shares with others included. */
function fieldsOf(type: string): Readonly<Record<string, Schema>> {
  const own = definition(type);
  return { ...own.properties, ...referred(own).properties };
}

describe("whatever is written", () => {
  test("is described by the schema, without a field or a word that it does not know", () => {
    fc.assert(
      fc.property(object, (one) => {
        expect(strictObjections(one)).toBe("");
        expect(objections(one)).toBe("");
      }),
      { numRuns: 2000 },
    );
  });

  test("begins with v, ts, id, type, and the label where there is one", () => {
    fc.assert(
      fc.property(object, (one) => {
        const keys = Object.keys(JSON.parse(JSON.stringify(one)));
        expect(keys.slice(0, 4)).toEqual(["v", "ts", "id", "type"]);
        expect(["label", undefined, keys[4]]).toContain(keys.find((key) => key === "label"));
        expect(keys.indexOf("label")).toBeOneOf([-1, 4]);
      }),
    );
  });

  test("is of every type that the schema has, with every field of each", () => {
    const written = fc.sample(object, { numRuns: 5000, seed: 1 });
    for (const type of types) {
      const keys = written
        .filter((one) => one.type === type)
        .flatMap((one) => Object.keys(JSON.parse(JSON.stringify(one))));
      const described = ["v", "ts", "type", ...Object.keys(fieldsOf(type))];
      expect({ type, keys: new Set(keys) }).toEqual({ type, keys: new Set(described) });
    }
    expect([...new Set(written.map(({ type }) => type))].toSorted()).toEqual(types.toSorted());
  });
});

const a = newWatch({ id: "a", label: undefined }, 0);

test("a moment that no calendar of ours has is left out", () => {
  const said = answer("STARTED");
  for (const start of [8.64e15, -8.64e15]) {
    const event = { type: "poll", answer: { ...said, start }, tookMs: 1 } as const;
    expect(strictObjections(eventObject({ at: 0, watch: a, event }))).toBe("");
  }
});

describe("the schema", () => {
  test("says what each type and each of its fields is", () => {
    expect(eventSchema.allOf?.map(({ then }) => then.$ref)).toEqual(
      types.map((type) => `#/$defs/${type}`),
    );
    for (const type of types) {
      const { id, ...fields } = fieldsOf(type);
      expect([["string"], ["null"], ["string", "null"]]).toContainEqual([id?.["type"]].flat());
      for (const part of [definition(type), ...Object.values(fields)]) {
        expect(part.description ?? referred(part).description).toMatch(/^[A-Z`0-9].*\.$/);
      }
    }
  });

  test("knows a word for every state, running or ended", () => {
    const words = [definition("outcome"), fieldsOf("heartbeat")["state"]].flatMap(
      (part) => part?.anyOf?.[0]?.enum,
    );
    for (const condition of conditionOrder) {
      expect(words).toContain(stateName(condition));
    }
  });

  test("lets pass what a later version adds: types, fields, words", () => {
    const known = eventObject({ at: 0, watch: a, event: { type: "added" } });
    const ended = { ...known, type: "ended", outcome: "BURNT", colour: "red" };
    for (const one of [{ ...known, type: "moved" }, { ...known, colour: "red" }, ended]) {
      expect(objections(one)).toBe("");
      expect(strictObjections(one)).not.toBe("");
    }
  });

  test.for([
    ["another version", { v: 2 }],
    ["no moment", { ts: "yesterday" }],
    ["a number for an id", { id: 7 }],
    ["a field of another type than it was", { type: "fault", reason: "x", tries: "1", waitMs: 0 }],
    ["a field that is missing", { type: "fault", reason: "x", tries: 1 }],
  ] as const)("refuses %s", ([, change]) => {
    const known = eventObject({ at: 0, watch: a, event: { type: "added" } });
    expect(objections({ ...known, ...change })).not.toBe("");
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newWatch } from "../../../src/watch/model/watch.ts";
import { byName, counterNames } from "../../../src/api/endpoints/counters.ts";
import {
  ForeignAnswerError,
  NoAnswerError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  SignInRefusedError,
  TransientError,
  UnauthorizedError,
} from "../../../src/api/http/errors.ts";
import type { RecordedInput } from "../../../src/recording/codec/budget-change.ts";
import { lineJson, lineOf, readLine } from "../../../src/recording/codec/line.ts";
import { jsonLine } from "../../../src/text/ci-commands.ts";
import { safeText } from "../../../src/text/safe-text.ts";
import type { OwnHappening } from "../../../src/watch/board.ts";

const text = fc.string({ unit: "grapheme", maxLength: 40 }).map((any) => safeText(any));
const word = text.filter((any) => any !== "");
const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined });
const ms = fc.double({ min: 0, max: 1e12, noNaN: true }).map(Math.abs);
const date = fc.oneof(
  fc.nat().map((n) => n * 1000),
  fc.integer({ min: 0, max: 4e12 }),
  ms,
);
const is = <Word extends string>(one: Word) => fc.constant(one);
const count = maybe(fc.nat());
const share = fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs);

const requestId = { requestId: maybe(word) };
const error = fc.oneof(
  fc
    .tuple(text, fc.record({ ...requestId, retryAfterMs: maybe(ms), advice: maybe(word) }))
    .map((args) => new NoAnswerError(...args)),
  fc
    .tuple(text, fc.record({ ...requestId, retryAfterMs: maybe(ms) }))
    .map((args) => new TransientError(...args)),
  fc.tuple(ms, fc.record(requestId)).map((args) => new RateLimitedError(...args)),
  fc.tuple(text, fc.record(requestId)).map((args) => new UnauthorizedError(...args)),
  fc.tuple(text, fc.record(requestId)).map((args) => new SignInRefusedError(...args)),
  fc
    .tuple(text, fc.record({ ...requestId, isFromService: fc.boolean(), hint: maybe(word) }))
    .map((args) => new NotFoundError(...args)),
  fc
    .tuple(
      fc.integer({ min: 300, max: 599 }),
      text,
      fc.record({ ...requestId, advice: maybe(word) }),
    )
    .chain((args) => fc.constantFrom(new RefusedError(...args), new ForeignAnswerError(...args))),
);

const answer = fc.record({
  status: maybe(word),
  start: maybe(date),
  counters: fc.record(byName(counterNames, () => count)),
  answeredAt: date,
});

/** A task as far as it decides anything. */
const task = fc.record({
  launched: maybe(date),
  completed: maybe(date),
  completionStatus: maybe(word),
  messages: fc.array(fc.record({ type: maybe(word), text: word }), { maxLength: 3 }),
  sourceName: maybe(word),
});

const nobody = { uniqueName: undefined, launcher: undefined };
const unsaid = { ...nobody, created: undefined, sourceId: undefined };

const quarters = fc.tuple(ms, ms, ms);
const isGuess = maybe(fc.constant(true as const));
const earlierCounter = fc.record({
  total: fc.nat(),
  tookMs: ms,
  quarters: maybe(quarters),
  isGuess,
});
const earlierRun = fc.record({
  tookMs: maybe(ms),
  readingMs: maybe(ms),
  accounts: maybe(earlierCounter),
  identities: maybe(earlierCounter),
  beginShare: maybe(share),
  tailMs: maybe(ms),
  longestGapMs: maybe(ms),
});

const happening: fc.Arbitrary<OwnHappening> = fc.oneof(
  fc.constantFrom("asked", "hurried", "interrupted", "unanswered").map((type) => ({ type })),
  fc.record({ type: is("answered"), answer, intervalMs: ms, stallAfterMs: maybe(ms) }),
  fc.record({ type: is("failed"), error, jitter: share, giveUpAfterMs: maybe(ms) }),
  fc.record({ type: is("taskFailed"), error }),
  fc.record({ type: is("named"), label: maybe(word), sourceId: maybe(word) }),
  fc.record({ type: is("remembered"), runs: fc.array(earlierRun, { maxLength: 3 }) }),
);

const happened = fc.oneof(
  fc.record({ type: is("happened"), id: word, happening }),
  fc.record({ id: word, task }).map(({ id, task: said }) => ({
    type: "happened" as const,
    id,
    happening: { type: "taskAnswered", task: { id, ...unsaid, ...said } } as const,
  })),
);

const sent = fc.array(fc.record({ at: ms, lane: fc.constantFrom("poll", "other") }), {
  maxLength: 3,
});
const change = fc.record(
  {
    forgotten: fc.nat(),
    sent,
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    watchers: fc.integer({ min: 1 }),
    closedUntil: ms,
    closingsInARow: fc.nat(),
    factorAtClosing: fc.double({ min: 0.1, max: 1, noNaN: true }),
  },
  { requiredKeys: [] },
);

const signIn = fc.oneof(
  ms.map((since) => ({ kind: "asking", since }) as const),
  ms.map((until) => ({ kind: "waiting", until }) as const),
);

const input: fc.Arbitrary<RecordedInput> = fc.oneof(
  happened,
  ms.map((waitMs) => ({ type: "limited", waitMs }) as const),
  ms.map((waitMs) => ({ type: "limited", waitMs, isElsewhere: true }) as const),
  fc.constant({ type: "waitEnded" } as const),
  fc
    .record(
      { id: word, label: maybe(word), tenant: word, isAwaited: fc.constant(true as const) },
      { requiredKeys: ["id", "label"] },
    )
    .map((watched) => ({ type: "added", watched }) as const),
  word.map((id) => ({ type: "dropped", id }) as const),
  word.map((id) => ({ type: "restored", watch: newWatch({ id, label: id }, 0) }) as const),
  fc
    .record({ everyMs: ms, problem: maybe(word) })
    .map((look) => ({ type: "looked", look }) as const),
  fc.record({
    type: is("shared"),
    watchers: fc.integer({ min: 1, max: 99 }),
    perWindow: fc.nat(),
  }),
  word.map((version) => ({ type: "deprecated", version }) as const),
  fc.boolean().map((isPaused) => ({ type: "paused", isPaused }) as const),
  maybe(word).map((id) => ({ type: "attended", id }) as const),
  change.map((one) => ({ type: "budget", change: one }) as const),
  fc.record({ type: is("sent"), lane: fc.constantFrom("poll", "other"), at: ms }),
  maybe(signIn).map((state) => ({ type: "signIn", state }) as const),
);

const moment = fc.record({ wall: date, elapsed: ms });

describe("a line", () => {
  test("property: every input is read as it was written", () => {
    fc.assert(
      fc.property(input, moment, word, fc.nat({ max: 3 }), (said, at, run, client) => {
        const from = { run, client, at };
        const line = jsonLine(lineJson(from, lineOf({ type: "input", input: said })));
        const read = { ...from, asked: [], said: { type: "input", input: said } };
        expect(readLine(line)).toEqual(read);
      }),
      { numRuns: 2000 },
    );
  });

  test("is one line, and begins as all NDJSON of aggwatch", () => {
    const waitEnded = lineOf({ type: "input", input: { type: "waitEnded" } });
    const at = { wall: Date.parse("2026-11-23T14:00:00.250Z"), elapsed: 1234.5 };
    expect(jsonLine(lineJson({ run: "r", client: 0, at }, waitEnded))).toBe(
      '{"v":1,"ts":"2026-11-23T14:00:00.250Z","id":null,"type":"waitEnded","run":"r","elapsedMs":1234.5}',
    );
  });

  test("property: whatever stands in its place is read without an error", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (any) => {
        expect(readLine(any)).toBeTypeOf("string");
      }),
    );
  });

  test.for([
    ["an event", '{"v":1,"ts":"2026-11-23T14:00:00.000Z","id":"a","type":"status","run":"r"}'],
    ["of a type to come", '{"v":1,"ts":0,"id":"a","type":"weather","run":"r","elapsedMs":1}'],
    ["without what its type has", '{"v":1,"ts":0,"id":"a","type":"poll","run":"r","elapsedMs":1}'],
    ["of another program", '{"v":7,"type":"x"}'],
  ] as const)("%s has nothing to play", ([, line]) => {
    expect(readLine(line)).toBe("foreign");
  });

  test.for([
    ["a moment that no date can tell", { ts: 1e18, type: "waitEnded" }],
    ["a moment of no year with four digits", { ts: 8.64e15, type: "waitEnded" }],
    ["a time of running that is none", { elapsedMs: -1, type: "waitEnded" }],
    ["a time of running longer than any", { elapsedMs: 1e300, type: "waitEnded" }],
    ["an answer at no date", { type: "poll", status: "STARTED", answeredAt: 1e18, intervalMs: 1 }],
    [
      "a start at no date",
      { type: "poll", status: "x", start: 1e16, answeredAt: 0, intervalMs: 1 },
    ],
    ["a task that ended at no date", { type: "task", completed: -1e16, messages: [] }],
    ["a budget without a share", { type: "budget", change: { share: 0 } }],
    ["a budget of nobody", { type: "budget", change: { watchers: 0 } }],
    ["a rate of nothing", { type: "budget", change: { factorAtClosing: 0 } }],
  ] as const)("that somebody has made up has nothing to play: %s", ([, said]) => {
    const line = { v: 1, ts: 0, id: "a", run: "r", elapsedMs: 1, ...said };
    expect(readLine(JSON.stringify(line))).toBe("foreign");
  });

  test("of a budget to come: what is not known of it changes nothing", () => {
    const change = { closedUntil: 5000, weather: 1 };
    const line = { v: 1, ts: 0, id: null, type: "budget", change, run: "r", elapsedMs: 1 };
    expect(readLine(JSON.stringify(line))).toMatchObject({
      said: { input: { type: "budget", change: { closedUntil: 5000 } } },
    });
    expect(readLine(JSON.stringify(line))).not.toMatchObject({
      said: { input: { change: { weather: 1 } } },
    });
  });

  test("that begins a recording of a version to come is told from one that is nothing", () => {
    expect(readLine('{"v":2,"ts":"x","id":null,"type":"recording"}')).toBe("newer");
    expect(readLine('{"v":1,"ts":"2026-11-23T14:00:00')).toBe("unreadable");
  });

  test("that somebody has tampered with carries nothing to the terminal", () => {
    const evil = { id: "a", status: "\u001b[2Jgone\u202e", answeredAt: 0, intervalMs: 1 };
    const line = JSON.stringify({ v: 1, ts: 0, type: "poll", run: "r", elapsedMs: 1, ...evil });
    expect(readLine(line)).toMatchObject({
      said: { input: { happening: { answer: { status: "gone" } } } },
    });
  });
});

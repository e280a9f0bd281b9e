import type { Happening } from "../../../../src/watch/decide/happening.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ApiError,
  NoAnswerError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  SignInRefusedError,
  TransientError,
  UnauthorizedError,
} from "../../../../src/api/http/errors.ts";
import { parseTaskStatus, type TaskStatus } from "../../../../src/api/endpoints/task-status.ts";
import { decide } from "../../../../src/watch/decide/decide.ts";
import type { Decision } from "../../../../src/watch/decide/decision.ts";
import { statusAskAt, taskAskAt } from "../../../../src/watch/decide/schedule.ts";
import { taskCountsOf } from "../../../../src/watch/model/ending.ts";
import { newWatch, type Watch } from "../../../../src/watch/model/watch.ts";
import { accounts, answer } from "../../../support/invented/answers.ts";

const wallAtStart = Date.parse("2026-11-23T14:00:00Z");
const playing = { isFocused: false, isPaused: false };
const paused = { isFocused: false, isPaused: true };
const fresh = newWatch({ id: "a", label: undefined }, 0);

function task(fields: object): TaskStatus {
  const parsed = parseTaskStatus(JSON.stringify({ id: "a", ...fields }));
  if (!parsed) throw new Error("no task");
  return parsed;
}

function after(watch: Watch, happening: Happening, elapsed: number): Decision {
  return decide(watch, happening, { elapsed, wall: wallAtStart + elapsed });
}

function answers(watch: Watch, status: string, elapsed: number): Watch {
  const said = answer(status, accounts(9, 10));
  const happening = { type: "answered", answer: said, intervalMs: 5000 } as const;
  return after(watch, { ...happening, stallAfterMs: undefined }, elapsed).watch;
}

const says = (watch: Watch, fields: object, elapsed: number) =>
  after(watch, { type: "taskAnswered", task: task(fields) }, elapsed);
const fails = (watch: Watch, error: ApiError, elapsed: number) =>
  after(watch, { type: "taskFailed", error }, elapsed);
const miss = (watch: Watch) =>
  [0, 7000, 14_000].reduce(
    (one, at) => after(one, { type: "failed", error: new NotFoundError(""), jitter: 1 }, at).watch,
    watch,
  );

const completed = answers(answers(fresh, "STARTED", 0), "COMPLETED", 5000);
const expired = miss(answers(fresh, "STARTED", 0));
const notFound = miss(fresh);
const success = { completed: wallAtStart, completionStatus: "SUCCESS" };

describe("COMPLETED", () => {
  test("before anybody looked: its task tells how long it took", () => {
    const unseen = answers(fresh, "COMPLETED", 5000);
    const times = { launched: wallAtStart - 600_000, completed: wallAtStart - 300_000 };
    const { watch } = says(unseen, { ...times, completionStatus: "SUCCESS" }, 6000);
    expect(watch.ending).toMatchObject({
      kind: "COMPLETED",
      isSeenRunning: false,
      tookMs: 300_000,
    });
    expect(watch.ending).not.toHaveProperty("taskEndedAt");
  });

  test("its task names its source, before all else, where the user has no name for it", () => {
    const target = { name: "Okta [source]" };
    const { watch, events } = says(completed, { ...success, target }, 6000);
    expect(watch.label).toBe("Okta");
    expect(events.map(({ type }) => type)).toEqual(["named", "verdict", "ended"]);
    const mine = { ...completed, label: "mine" };
    expect(says(mine, { ...success, target }, 6000).watch.label).toBe("mine");
  });

  test("ends with what its task has counted", () => {
    const attributes = { total: 80_000, optimized: 74_800 };
    const { watch } = says(completed, { ...success, attributes }, 6000);
    expect(taskCountsOf(watch.ending)).toEqual(attributes);
    expect(taskCountsOf(says(completed, success, 6000).watch.ending)).toBeUndefined();
  });

  test("has not ended yet, is asked no status any more, and its task at once", () => {
    expect(completed.ending).toBeUndefined();
    expect(taskAskAt(completed, playing)).toBe(5000);
    expect(statusAskAt(completed, playing)).toBe(Number.POSITIVE_INFINITY);
    const hurried = after(completed, { type: "hurried" }, 6000).watch;
    expect(statusAskAt(hurried, playing)).toBe(Number.POSITIVE_INFINITY);
  });

  test("asks its task in a pause, too, since that cannot wait", () => {
    expect(taskAskAt(completed, paused)).toBe(5000);
  });

  test.for(["SUCCESS", "WARNING", "ERROR", "TERMINATED", "TEMP_ERROR"] as const)(
    "ends with the verdict %s, told before the end",
    (kind) => {
      const { watch, events } = says(completed, { ...success, completionStatus: kind }, 6000);
      const verdict = { kind, messages: [] };
      expect(watch.ending).toMatchObject({ kind: "COMPLETED", at: wallAtStart + 5000, verdict });
      expect(watch.ending).not.toHaveProperty("taskEndedAt");
      expect(events).toEqual([
        { type: "verdict", verdict },
        { type: "ended", ending: watch.ending },
      ]);
      expect(watch.verdictCheck).toBeUndefined();
    },
  );

  test.for([{}, { completed: 1 }, { completionStatus: "SUCCESS" }])(
    "is asked again after 3 s while its task is not decided: %o",
    (fields) => {
      const { watch, events } = says(completed, fields, 6000);
      expect(events).toEqual([]);
      expect(taskAskAt(watch, playing)).toBe(9000);
    },
  );

  test("ends without a verdict once 30 s have passed", () => {
    expect(says(completed, {}, 31_999).watch.ending).toBeUndefined();
    const { watch } = says(completed, {}, 32_000);
    expect(watch.ending).toMatchObject({
      kind: "COMPLETED",
      verdict: { kind: "UNREADABLE", reason: "the task has none yet" },
    });
  });

  test("is asked again after a fault, when the server says", () => {
    const soon = fails(completed, new TransientError("HTTP 502"), 6000).watch;
    expect(taskAskAt(soon, playing)).toBe(9000);
    const later = fails(
      completed,
      new TransientError("HTTP 503", { retryAfterMs: 8000 }),
      6000,
    ).watch;
    expect(taskAskAt(later, playing)).toBe(14_000);
    const never = fails(
      completed,
      new TransientError("HTTP 503", { retryAfterMs: 80_000 }),
      6000,
    ).watch;
    expect(never.ending).toMatchObject({ verdict: { reason: "HTTP 503" } });
  });

  test("ends with what was answered before, where the last question is answered too late", () => {
    const late = new NoAnswerError("no answer in time");
    const asked = fails(completed, new TransientError("HTTP 500"), 6000).watch;
    expect(fails(asked, late, 35_000).watch.ending).toMatchObject({
      verdict: { kind: "UNREADABLE", reason: "HTTP 500" },
    });
    const running = says(completed, { completed: 1 }, 6000).watch;
    expect(fails(running, late, 35_000).watch.ending).toMatchObject({
      verdict: { kind: "UNREADABLE", reason: "the task has none yet" },
    });
    expect(fails(completed, late, 35_000).watch.ending).toMatchObject({
      verdict: { kind: "UNREADABLE", reason: "no answer in time" },
    });
  });

  test.for<readonly [ApiError, string]>([
    [new NotFoundError(""), "404, no such task"],
    [new RefusedError(403, "Forbidden."), "403, needs scope idn:task-management:read"],
    [new RefusedError(400, "Bad."), "HTTP 400, Bad."],
    [new UnauthorizedError("expired"), "401"],
    [new SignInRefusedError("Set SAIL_CLIENT_ID."), "sign-in refused"],
  ])("ends at once where the task will not tell: %s", ([error, reason]) => {
    const { watch, events } = fails(completed, error, 6000);
    const verdict = { kind: "UNREADABLE", reason };
    expect(watch.ending).toMatchObject({ kind: "COMPLETED", verdict });
    expect(events.map(({ type }) => type)).toEqual(["verdict", "ended"]);
  });

  test("ends without a verdict where its task has an outcome for 30 s and is not over", () => {
    const { watch } = says(completed, { completionStatus: "SUCCESS" }, 32_000);
    const reason = "the task is not over yet";
    expect(watch.ending).toMatchObject({ verdict: { kind: "UNREADABLE", reason } });
  });

  test("is asked again after a 429, when that says", () => {
    const { watch } = fails(completed, new RateLimitedError(8000), 6000);
    expect(taskAskAt(watch, playing)).toBe(14_000);
  });

  test("ends without a verdict where its task says a word that nobody published", () => {
    const { watch } = says(completed, { ...success, completionStatus: "PARTIAL" }, 6000);
    const reason = "the task says PARTIAL, unknown to aggwatch";
    expect(watch.ending).toMatchObject({ verdict: { kind: "UNREADABLE", reason } });
  });

  test("stays COMPLETED where the client is refused meanwhile", () => {
    const error = new SignInRefusedError("Set SAIL_CLIENT_ID.");
    const { watch } = after(completed, { type: "failed", error, jitter: 1 }, 6000);
    expect(watch.ending).toMatchObject({ kind: "COMPLETED", verdict: { kind: "UNREADABLE" } });
  });

  test("begins its 30 s anew after the program stood still", () => {
    const { watch } = after(completed, { type: "interrupted" }, 3_600_000);
    expect(taskAskAt(watch, playing)).toBe(3_600_000);
    expect(watch.verdictCheck?.until).toBe(3_630_000);
  });
});

test.for(["CANCELLED", "TERMINATED"])("%s needs no verdict", (status) => {
  const { ending, verdictCheck: check } = answers(fresh, status, 0);
  expect(ending?.kind).toBe(status);
  expect(check).toBeUndefined();
});

describe.for([
  ["EXPIRED", expired, true],
  ["NOT_FOUND", notFound, false],
] as const)("%s", ([kind, watch, isSeenRunning]) => {
  test("asks its task before it ends", () => {
    expect(watch.ending).toBeUndefined();
    expect(taskAskAt(watch, playing)).toBe(14_000);
    expect(statusAskAt(watch, playing)).toBe(Number.POSITIVE_INFINITY);
  });

  test.for([
    ["SUCCESS", "COMPLETED"],
    ["WARNING", "COMPLETED"],
    ["ERROR", "FAILED"],
    ["TEMPERROR", "FAILED"],
    ["TERMINATED", "TERMINATED"],
  ] as const)("whose task says %s ends as %s, as of then", ([completionStatus, ending]) => {
    const times = { launched: wallAtStart - 900_000, completed: wallAtStart - 300_000 };
    const found = says(watch, { ...times, completionStatus }, 15_000).watch.ending;
    expect(found).toEqual({
      kind: ending,
      at: wallAtStart + 15_000,
      isSeenRunning,
      tookMs: 600_000,
      verdict: {
        kind: completionStatus === "TEMPERROR" ? "TEMP_ERROR" : completionStatus,
        messages: [],
      },
      taskEndedAt: wallAtStart - 300_000,
    });
  });

  test("whose task ends hours from now, by its clock, ends at a time unknown", () => {
    const times = { launched: wallAtStart, completed: wallAtStart + 7_200_000 };
    const { ending } = says(watch, { ...times, completionStatus: "SUCCESS" }, 15_000).watch;
    expect(ending).toMatchObject({ kind: "COMPLETED" });
    expect(ending).not.toHaveProperty("taskEndedAt");
  });

  test("whose task has an outcome and is not over ends as such", () => {
    expect(says(watch, { completionStatus: "SUCCESS" }, 15_000).watch.ending).toMatchObject({
      kind,
      verdict: { kind: "UNREADABLE", reason: "the task is not over yet" },
    });
  });

  test("whose task does not tell ends as such, with the reason, and is asked once", () => {
    for (const { watch: end } of [
      says(watch, { completed: wallAtStart, completionStatus: "SPLENDID" }, 15_000),
      fails(watch, new NotFoundError(""), 15_000),
    ]) {
      expect(end.ending).toMatchObject({ kind, verdict: { kind: "UNREADABLE" } });
    }
  });

  test("whose task runs has not ended: its status is asked on, and while that is missing the task again", () => {
    const { watch: on, events } = says(watch, {}, 15_000);
    expect(events).toEqual([{ type: "missing", times: 3, waitMs: 15_000, isTaskRunning: true }]);
    expect(on.ending).toBeUndefined();
    expect(on.missing).toMatchObject({ times: 3 });
    expect(statusAskAt(on, playing)).toBe(30_000);
    expect(taskAskAt(on, playing)).toBe(Number.POSITIVE_INFINITY);
    expect(answers(on, "STARTED", 30_000).missing).toBeUndefined();
    const error = new NotFoundError("");
    const missed = after(on, { type: "failed", error, jitter: 1 }, 30_000).watch;
    expect(taskAskAt(missed, playing)).toBe(30_000);
    expect(missed.missing).toMatchObject({ times: 4 });
  });

  test("whose task has run on for two minutes ends as such, since a task may be stuck", () => {
    expect(says(watch, {}, 119_000).watch.ending).toBeUndefined();
    expect(says(watch, {}, 120_000).watch.ending).toMatchObject({
      kind,
      verdict: { kind: "UNREADABLE", reason: "the task has none yet" },
    });
  });

  test("is asked again after faults, for 30 s", () => {
    const once = fails(watch, new TransientError("HTTP 502"), 15_000).watch;
    expect(taskAskAt(once, playing)).toBe(18_000);
    const last = fails(once, new TransientError("HTTP 502"), 43_000).watch;
    expect(last.ending).toMatchObject({ kind, verdict: { reason: "HTTP 502" } });
  });
});

test("what a task says of an id that asks it nothing changes nothing", () => {
  const started = answers(fresh, "STARTED", 0);
  expect(says(started, success, 6000)).toEqual({ watch: started, events: [] });
  expect(fails(started, new TransientError("no"), 6000)).toEqual({ watch: started, events: [] });
});

describe("RETRIED", () => {
  const retried = answers(fresh, "RETRIED", 0);

  test("asks its task anew after the program stood still where that was due within 3 s", () => {
    const askAt = (elapsed: number) =>
      taskAskAt(after(retried, { type: "interrupted" }, elapsed).watch, playing);
    expect(askAt(296_999)).toBe(300_000);
    expect(askAt(297_000)).toBe(297_000);
    expect(askAt(400_000)).toBe(400_000);
    const { verdictCheck } = after(retried, { type: "interrupted" }, 400_000).watch;
    expect(verdictCheck?.until).toBeUndefined();
  });

  test("for five minutes asks its task, between the questions for its status", () => {
    const still = answers(retried, "RETRIED", 200_000);
    expect(taskAskAt(still, playing)).toBe(300_000);
    expect(statusAskAt(still, playing)).toBe(205_000);
    expect(taskAskAt(still, paused)).toBe(Number.POSITIVE_INFINITY);
  });

  test("asks it again every five minutes while that does not tell, without a word", () => {
    for (const { watch, events } of [
      says(retried, {}, 301_000),
      fails(retried, new RefusedError(403, ""), 301_000),
    ]) {
      expect(taskAskAt(watch, playing)).toBe(601_000);
      expect(events).toEqual([]);
      expect(watch.ending).toBeUndefined();
    }
    const faulty = fails(retried, new TransientError("HTTP 502"), 301_000).watch;
    expect(taskAskAt(faulty, playing)).toBe(304_000);
  });

  test("bears faults of its task for half a minute from the first one on, however late that comes", () => {
    const broken = new TransientError("HTTP 502");
    const first = fails(retried, broken, 900_000).watch;
    expect(taskAskAt(first, playing)).toBe(903_000);
    const later = fails(first, broken, 926_999).watch;
    expect(taskAskAt(later, playing)).toBe(929_999);
    expect(taskAskAt(fails(later, broken, 929_999).watch, playing)).toBe(929_999 + 300_000);
  });

  test("is over where its task has an outcome", () => {
    const failed = { completed: wallAtStart, completionStatus: "ERROR" };
    expect(says(retried, failed, 301_000).watch.ending).toMatchObject({
      kind: "FAILED",
      verdict: { kind: "ERROR" },
      taskEndedAt: wallAtStart,
    });
  });

  test("left again asks no task", () => {
    expect(answers(retried, "STARTED", 100_000).verdictCheck).toBeUndefined();
    const again = answers(answers(retried, "STARTED", 100_000), "RETRIED", 200_000);
    expect(taskAskAt(again, playing)).toBe(500_000);
  });
});

test("property: whatever the task says, within 30 s of COMPLETED there is an end, told once", () => {
  const said = fc.constantFrom<Happening>(
    { type: "taskAnswered", task: task({}) },
    { type: "taskAnswered", task: task({ completed: 1 }) },
    { type: "taskAnswered", task: task(success) },
    { type: "taskFailed", error: new TransientError("HTTP 502") },
    { type: "taskFailed", error: new TransientError("HTTP 503", { retryAfterMs: 7000 }) },
    { type: "taskFailed", error: new NotFoundError("") },
  );
  fc.assert(
    fc.property(fc.array(said, { minLength: 12, maxLength: 12 }), (all) => {
      let watch = completed;
      let ends = 0;
      for (const happening of all) {
        const at = taskAskAt(watch, playing);
        expect(at < 35_000 || watch.ending !== undefined).toBe(true);
        const next = after(watch, happening, watch.ending ? 40_000 : at);
        ends += next.events.filter(({ type }) => type === "ended").length;
        watch = next.watch;
      }
      expect(watch.ending?.kind).toBe("COMPLETED");
      expect(ends).toBe(1);
    }),
  );
});

import { describe, expect, test } from "vitest";
import { parseTaskStatus, type TaskStatus } from "../../../../src/api/endpoints/task-status.ts";
import { taskAnswer } from "../../../../src/api/endpoints/task-answer.ts";
import { NotFoundError, RefusedError, TransientError } from "../../../../src/api/http/errors.ts";
import type { StatusAnswer } from "../../../../src/api/tenant.ts";
import { exitCode } from "../../../../src/exit/exit-code.ts";
import { decide } from "../../../../src/watch/decide/decide.ts";
import type { Decision } from "../../../../src/watch/decide/decision.ts";
import type { Happening } from "../../../../src/watch/decide/happening.ts";
import { statusAskAt } from "../../../../src/watch/decide/schedule.ts";
import { conditionOf } from "../../../../src/watch/model/condition.ts";
import { taskCountsOf } from "../../../../src/watch/model/ending.ts";
import { newWatch, type Watch } from "../../../../src/watch/model/watch.ts";
import { answer as statusAnswer } from "../../../support/invented/answers.ts";

const wallAtStart = Date.parse("2026-11-23T14:00:00Z");
const byHand = newWatch({ id: "a", label: undefined }, 0);
const ofEntitlements = newWatch({ id: "a", label: "HR", kind: "entitlement" }, 0);
const running = { uniqueName: "Cloud Group Aggregation", launched: wallAtStart };
const over = (completionStatus: string, completedAt = 60_000) => ({
  ...running,
  completed: wallAtStart + completedAt,
  completionStatus,
});

function after(watch: Watch, happening: Happening, elapsed: number): Decision {
  return decide(watch, happening, { elapsed, wall: wallAtStart + elapsed });
}

async function polled(watch: Watch, fields: object, elapsed: number): Promise<Decision> {
  const answer = await answerOf(fields, elapsed);
  const options = { intervalMs: 5000, stallAfterMs: undefined };
  return after(watch, { type: "answered", answer, ...options }, elapsed);
}

function answerOf(fields: object, elapsed: number): Promise<StatusAnswer> {
  const body = JSON.stringify({ id: "a", ...fields });
  const headers = new Headers();
  const ask = async () => ({ status: 200, headers, body, receivedAt: wallAtStart + elapsed });
  return taskAnswer({ version: "v2024", ask }, "a");
}

function task(fields: object): TaskStatus {
  const parsed = parseTaskStatus(JSON.stringify({ id: "a", ...fields }));
  if (!parsed) throw new Error("no task");
  return parsed;
}

const misses = (watch: Watch, times: number, from = 0, error = new NotFoundError("")) =>
  Array.from({ length: times }, (_, index) => from + index * 7000).reduce(
    (one, at) => after(one, { type: "failed", error, jitter: 1 }, at).watch,
    watch,
  );

describe("a task that is polled", () => {
  test("is RUNNING until it has an outcome, since its launch, and has no percent", async () => {
    const { watch, events } = await polled(ofEntitlements, running, 5000);
    expect(watch).toMatchObject({ status: "RUNNING", start: wallAtStart });
    expect(conditionOf(watch)).toBe("running");
    expect(events).toEqual([
      { type: "status", from: undefined, to: "RUNNING", counters: watch.counters },
    ]);
    const later = await polled(watch, { ...running, completed: wallAtStart + 9000 }, 10_000);
    expect([later.watch.ending, later.events]).toEqual([undefined, []]);
  });

  test("is polled on at the interval, and never called stalled", async () => {
    const options = { intervalMs: 5000, stallAfterMs: 60_000 };
    let watch = ofEntitlements;
    for (let elapsed = 0; elapsed < 3_600_000; elapsed += 600_000) {
      const answer = await answerOf(running, elapsed);
      ({ watch } = after(watch, { type: "answered", answer, ...options }, elapsed));
      expect(statusAskAt(watch, { isFocused: false, isPaused: false })).toBe(elapsed + 5000);
    }
    expect(conditionOf(watch)).toBe("running");
  });

  test.each([
    ["SUCCESS", "COMPLETED", 0],
    ["Success", "COMPLETED", 0],
    ["WARNING", "COMPLETED", 0],
    ["ERROR", "FAILED", 1],
    ["Temp Error", "FAILED", 1],
    ["TEMPERROR", "FAILED", 1],
    ["TERMINATED", "TERMINATED", 1],
    ["SKIPPED", "FAILED", 3],
  ] as const)("that says %s is %s, with exit code %i", async (outcome, kind, code) => {
    const { watch: seen } = await polled(ofEntitlements, running, 5000);
    const { watch, events } = await polled(seen, over(outcome), 65_000);
    expect(watch.ending).toMatchObject({ kind, isSeenRunning: true, tookMs: 60_000 });
    expect(watch.ending).not.toHaveProperty("taskEndedAt");
    expect(events.map(({ type }) => type)).toEqual(["verdict", "ended"]);
    expect(exitCode({ by: "ends" }, [watch.ending], false)).toBe(code);
  });

  test("that was over when first asked tells when it ended, and its source", async () => {
    const target = { id: "s1", name: "Payroll [source]" };
    const unlabeled = newWatch({ id: "a", label: undefined, kind: "entitlement" }, 0);
    const { watch } = await polled(unlabeled, { ...over("SUCCESS", -60_000), target }, 0);
    expect(watch).toMatchObject({ label: "Payroll", sourceId: "s1", kind: "entitlement" });
    expect(watch.ending).toMatchObject({
      kind: "COMPLETED",
      isSeenRunning: false,
      taskEndedAt: wallAtStart - 60_000,
    });
  });

  test("tells its counts, by the names that it has for groups, and no others", async () => {
    const attributes = {
      total: "1200",
      groupsCreated: 3,
      groupsUpdated: "4",
      groupsDeleted: -1,
      created: 7,
      optimized: 9,
    };
    const { watch } = await polled(ofEntitlements, { ...over("SUCCESS"), attributes }, 65_000);
    expect(taskCountsOf(watch.ending)).toEqual({ total: 1200, created: 3, updated: 4 });
  });

  test("answers again after a fault, and its end does so as well", async () => {
    const { watch: seen } = await polled(ofEntitlements, running, 5000);
    const error = new TransientError("HTTP 502");
    const { watch: faulty } = after(seen, { type: "failed", error, jitter: 1 }, 10_000);
    const { events } = await polled(faulty, over("SUCCESS"), 65_000);
    expect(events.map(({ type }) => type)).toEqual(["recovered", "verdict", "ended"]);
  });
});

describe("a 404 of its task", () => {
  test("is believed after three, and there is nothing else to ask", () => {
    expect(misses(ofEntitlements, 2).ending).toBeUndefined();
    const { ending, verdictCheck } = misses(ofEntitlements, 3);
    expect(ending).toMatchObject({
      kind: "NOT_FOUND",
      hint: "unknown id, or ended over 90 days ago",
    });
    expect(verdictCheck).toBeUndefined();
  });

  test("says what the gateway's says, if it is that", () => {
    const error = new NotFoundError("", { hint: "the version" });
    expect(misses(ofEntitlements, 3, 0, error).ending).toMatchObject({ hint: "the version" });
  });

  test("after it was seen is an outcome that was not, whatever the hour", async () => {
    const { watch: seen } = await polled(ofEntitlements, running, 0);
    const { ending } = misses(seen, 3, 7_200_000);
    expect(ending).toMatchObject({ kind: "EXPIRED", isHourLater: false });
    expect(exitCode({ by: "ends" }, [ending], false)).toBe(3);
  });
});

test("a 403 of its task ends it, with the scope that is missing", () => {
  const error = new RefusedError(403, "no", { advice: "needs the scope" });
  const { watch } = after(ofEntitlements, { type: "failed", error, jitter: 1 }, 0);
  expect(watch.ending).toMatchObject({ kind: "REFUSED", advice: "needs the scope" });
});

describe("an id whose kind is not known", () => {
  test("is taken for one of accounts until its 404 is believed and its task says otherwise", () => {
    const checking = misses(byHand, 3);
    expect(checking.kind).toBeUndefined();
    const { watch } = after(checking, { type: "taskAnswered", task: task(running) }, 14_500);
    expect(watch).toMatchObject({ kind: "entitlement", missing: undefined, ending: undefined });
    expect(watch.verdictCheck).toBeUndefined();
    expect(statusAskAt(watch, { isFocused: false, isPaused: false })).toBe(14_500);
  });

  test("becomes one of entitlements as soon as a list says so, and is asked at once", () => {
    const missing = misses(byHand, 1);
    const named = { type: "named", label: "HR", sourceId: "s1", kind: "entitlement" } as const;
    const { watch, events } = after(missing, named, 300);
    expect(watch).toMatchObject({ kind: "entitlement", label: "HR", missing: undefined });
    expect(statusAskAt(watch, { isFocused: false, isPaused: false })).toBe(300);
    expect(events).toEqual([{ type: "named", label: "HR" }]);
  });

  test("stays one of accounts once a status has answered, or it has ended", () => {
    const named = { type: "named", kind: "entitlement" } as const;
    const options = { intervalMs: 5000, stallAfterMs: undefined };
    const answer = statusAnswer("STARTED");
    const { watch: seen } = after(byHand, { type: "answered", answer, ...options }, 0);
    expect(after(seen, named, 300).watch.kind).toBeUndefined();
    const error = new RefusedError(403, "no");
    const { watch: ended } = after(byHand, { type: "failed", error, jitter: 1 }, 0);
    expect(after(ended, named, 300).watch.kind).toBeUndefined();
  });

  test("with a task of accounts is one of accounts", () => {
    const checking = misses(byHand, 3);
    const ofAccounts = { ...running, uniqueName: "Cloud Account Aggregation" };
    const { watch } = after(checking, { type: "taskAnswered", task: task(ofAccounts) }, 14_500);
    expect(watch.kind).toBeUndefined();
  });
});

describe("the time left", () => {
  const runs = [300_000, 310_000, 290_000, 305_000, 295_000].map((tookMs) => ({ tookMs }));

  test("is the usual one, where earlier runs tell it", async () => {
    const { watch } = after(ofEntitlements, { type: "remembered", runs }, 0);
    const { watch: seen } = await polled(watch, running, 60_000);
    const leftMs = (seen.forecast.finish?.finishAt ?? 0) - 60_000;
    expect(leftMs).toBeGreaterThan(200_000);
    expect(leftMs).toBeLessThan(280_000);
  });

  test("is not told without any", async () => {
    const { watch } = await polled(ofEntitlements, running, 60_000);
    expect(watch.forecast.finish).toBeUndefined();
  });
});

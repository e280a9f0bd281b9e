import { describe, expect, test } from "vitest";
import { afterEnd } from "../../../src/commands/starting/after-end.ts";
import type { Ending, SaidEnding } from "../../../src/watch/model/ending.ts";
import { taskOutcomes } from "../../../src/watch/model/verdict.ts";

const first = { starts: 1, retries: 0 };
const twice = { mayWait: false, mostRetries: 2 };
const said = { at: 0, isSeenRunning: true, tookMs: undefined };
const completed: SaidEnding = { kind: "COMPLETED", ...said };
const terminated: SaidEnding = { kind: "TERMINATED", ...said };
const phase = (status: string) => ({ status, since: undefined });

function ended(ending: Ending, ...statuses: readonly string[]) {
  return { ending, phases: statuses.map(phase) };
}

function withVerdict(kind: (typeof taskOutcomes)[number], ending = completed) {
  return ended({ ...ending, verdict: { kind, messages: [] } });
}

const tooEarly = ended({
  kind: "FAILED",
  ...said,
  verdict: {
    kind: "ERROR",
    messages: [
      { type: "ERROR", text: "the currently running aggregation must complete before the next" },
    ],
  },
});

describe("a retry", () => {
  test("is for TEMP_ERROR, whatever the status said", () => {
    const verdicts = taskOutcomes.filter(
      (kind) => afterEnd(withVerdict(kind), first, twice) === "retry",
    );
    expect(verdicts).toEqual(["TEMP_ERROR"]);
    const failed = { ...completed, kind: "FAILED" } as const;
    expect(afterEnd(withVerdict("TEMP_ERROR", failed), first, twice)).toBe("retry");
  });

  test("is for a virtual appliance that was lost: TERMINATED, as the status says", () => {
    expect(afterEnd(ended(terminated), first, twice)).toBe("retry");
    expect(afterEnd(ended(terminated, "STARTED", "RETRIED"), first, twice)).toBe("retry");
  });

  test("is for a task's TERMINATED only after RETRIED: else it may be somebody's doing", () => {
    const byTask = { ...terminated, taskEndedAt: 0 };
    expect(afterEnd(ended(byTask, "STARTED"), first, twice)).toBe("over");
    expect(afterEnd(ended(byTask, "STARTED", "RETRIED"), first, twice)).toBe("retry");
  });

  test("is for no TERMINATED of entitlements, which only their task tells", () => {
    const entitlements = { ...ended(terminated, "RUNNING"), kind: "entitlement" } as const;
    expect(afterEnd(entitlements, first, twice)).toBe("over");
  });

  test("is for no other end", () => {
    const cancelled = { ...completed, kind: "CANCELLED" } as const;
    const unseen = { kind: "NOT_FOUND", at: 0 } as const;
    const refused = { kind: "REFUSED", at: 0, httpStatus: 403, text: "", requestId: undefined };
    for (const ending of [completed, cancelled, unseen, refused as Ending]) {
      expect(afterEnd(ended(ending, "RETRIED"), first, twice)).toBe("over");
    }
  });

  test("comes as often as is allowed, and no more", () => {
    const next = (retries: number) =>
      afterEnd(withVerdict("TEMP_ERROR"), { starts: 1, retries }, twice);
    expect([0, 1, 2, 3].map(next)).toEqual(["retry", "retry", "over", "over"]);
    expect(afterEnd(ended(terminated), first, { ...twice, mostRetries: 0 })).toBe("over");
  });
});

describe("a start that the tenant did not do, since another was running", () => {
  test("is sent up to three times where it may wait", () => {
    const next = (starts: number) =>
      afterEnd(tooEarly, { starts, retries: 0 }, { mayWait: true, mostRetries: 0 });
    expect([1, 2, 3].map(next)).toEqual(["startAgain", "startAgain", "over"]);
  });

  test("is the outcome where it may not, and takes no retry", () => {
    expect(afterEnd(tooEarly, first, twice)).toBe("over");
  });
});

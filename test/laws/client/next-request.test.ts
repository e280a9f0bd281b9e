import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  afterLimit,
  afterSending,
  type Budget,
  type Lane,
  nextSendAt,
  openBudget,
} from "../../../src/client/budget.ts";
import { nextRequest, type QueuedRequest } from "../../../src/client/next-request.ts";

interface Named extends QueuedRequest {
  readonly name: string;
}

const poll = (name: string, dueAt: number): Named => ({ name, lane: "poll", dueAt });
const other = (name: string, dueAt: number): Named => ({ name, lane: "other", dueAt });

/** So many requests of a lane have left, each as soon as it might. */
function sent(lane: Lane, times: number): { budget: Budget; now: number } {
  let budget = openBudget();
  let now = 0;
  for (let turn = 0; turn < times; turn += 1) {
    now = nextSendAt(budget, lane, now);
    budget = afterSending(budget, lane, now);
  }
  return { budget, now };
}

function nameOf(requests: readonly Named[], { budget, now } = sent("poll", 1)): string | undefined {
  return nextRequest(requests, budget, now)?.request.name;
}

describe("the next turn", () => {
  test("is nobody's where nobody waits, or only what is held", () => {
    expect(nextRequest([], openBudget(), 0)).toBeUndefined();
    expect(nextRequest([{ lane: "held", dueAt: 0 }], openBudget(), 0)).toBeUndefined();
  });

  test("comes when the budget lets it, at once where it does", () => {
    const budget = afterSending(openBudget(), "poll", 1000);
    expect(nextRequest([poll("a", 0)], budget, 1050)).toMatchObject({ at: 1200, lane: "poll" });
    expect(nextRequest([poll("a", 0)], budget, 1300)).toMatchObject({ at: 1300 });
    const limit = { retryAfterMs: 12_000, leftAt: 1000, jitter: 0 };
    const closed = afterLimit(budget, limit, 1100);
    expect(nextRequest([other("a", 0)], closed, 1300)).toMatchObject({ at: 13_100, lane: "other" });
  });

  test("is the most overdue one's, and the first one's of equals", () => {
    expect(nameOf([poll("late", 30), poll("first", 10), poll("equal", 10)])).toBe("first");
  });

  test("is an urgent one's before the others of its lane", () => {
    const urgent: Named = { ...poll("urgent", 90), isUrgent: true };
    expect(nameOf([poll("overdue", 10), urgent])).toBe("urgent");
    expect(nameOf([urgent, other("token", 99)])).toBe("token");
  });

  test("is no poll's where something else may go as soon, and a poll's where that may not", () => {
    expect(nameOf([poll("poll", 0), other("token", 150)])).toBe("token");
    expect(nameOf([poll("poll", 0), other("token", 0)], sent("other", 10))).toBe("poll");
    expect(nameOf([other("token", 0)], sent("other", 10))).toBe("token");
  });

  test("is looked for again when a wish changes before it comes, and not for past changes", () => {
    const { budget, now } = sent("other", 10);
    const changing: Named = { ...other("focused", 0), changesAt: now + 500 };
    expect(nextRequest([changing], budget, now)?.at).toBe(now + 500);
    const changed: Named = { ...changing, changesAt: now };
    expect(nextRequest([changed], budget, now)?.at).toBe(10_001);
  });

  test("property: never comes before the budget lets its lane go, unless to look again", () => {
    const request = fc.record(
      {
        lane: fc.constantFrom<QueuedRequest["lane"]>("poll", "other", "held"),
        dueAt: fc.nat({ max: 20_000 }),
        isUrgent: fc.constant(true as const),
        changesAt: fc.nat({ max: 20_000 }),
      },
      { requiredKeys: ["lane", "dueAt"] },
    );
    const lane = fc.constantFrom<Lane>("poll", "other");
    fc.assert(
      fc.property(fc.array(request), lane, fc.nat({ max: 60 }), (requests, used, times) => {
        const { budget, now } = sent(used, times);
        const next = nextRequest(requests, budget, now);
        expect(next === undefined).toBe(requests.every((one) => one.lane === "held"));
        if (!next) return;
        expect(next.lane).toBe(next.request.lane);
        const turnAt = nextSendAt(budget, next.lane, now);
        const changes = requests.map(({ changesAt }) => changesAt);
        expect(next.at === turnAt || (next.at < turnAt && changes.includes(next.at))).toBe(true);
        expect(next.at).toBeGreaterThanOrEqual(now);
      }),
    );
  });
});

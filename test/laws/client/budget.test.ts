import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  afterAnswer,
  afterLimit,
  afterLimitElsewhere,
  afterSending,
  allowance,
  type Budget,
  nextInFifthAt,
  nextSendAt,
  nextSpacedAt,
  openBudget,
  pollsPerSecond,
  sentInWindow,
  type Lane,
} from "../../../src/client/budget.ts";

/** Sends as soon as the budget lets it, and tells when that was. */
function sendAll(
  budget: Budget,
  times: number,
  nextAt: (budget: Budget, now: number) => number,
  lane: Lane = "poll",
): readonly number[] {
  let state = budget;
  const left: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const at = nextAt(state, left.at(-1) ?? 0);
    state = afterSending(state, lane, at);
    left.push(at);
  }
  return left;
}

/** So many that left at the same moment. */
function burst(times: number, at: number): Budget {
  let budget = openBudget();
  for (let request = 0; request < times; request += 1) budget = afterSending(budget, "poll", at);
  return budget;
}

/** Closed once, at 0, for 5 s. */
const closed = afterLimit(openBudget(), { retryAfterMs: 5000, leftAt: 0, jitter: 0 }, 0);

describe("an open budget", () => {
  test("lets 50 requests go at once, and the 51st after the window", () => {
    const left = sendAll(openBudget(), 51, nextSendAt);
    expect(left).toEqual([...Array.from({ length: 50 }, () => 0), 10_001]);
  });

  test("lets 50 requests that are spaced go in 10 s, 200 ms apart, and the 51st after the window", () => {
    const left = sendAll(openBudget(), 51, nextSpacedAt);
    expect(left.slice(0, 4)).toEqual([0, 200, 400, 600]);
    expect(left[49]).toBe(9800);
    expect(left[50]).toBe(10_001);
  });

  test("spaces what follows a burst as if each in it had waited for its turn", () => {
    const budget = burst(20, 1000);
    expect(nextSpacedAt(budget, 1000)).toBe(5000);
    expect(nextSendAt(budget, 1000)).toBe(1000);
    // Of 50 turns, 20 and what the last 10 s have seen.
    expect(sendAll(budget, 31, (one) => nextSendAt(one, 6000)).indexOf(11_001)).toBe(30);
  });

  test("lends no turn twice: a whole burst is followed by one request for each turn", () => {
    const left = sendAll(openBudget(), 100, nextSendAt).slice(50);
    const gaps = left.slice(1).map((at, index) => at - (left[index] ?? 0));
    expect(left[0]).toBe(10_001);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(199);
  });

  test("makes up for a timer that wakes late", () => {
    const budget = afterSending(afterSending(openBudget(), "poll", 0), "poll", 203);
    expect(nextSpacedAt(budget, 203, 3)).toBe(400);
    expect(nextSpacedAt(afterSending(budget, "poll", 400), 400)).toBe(600);
  });

  test("property: no 10 s hold more than 50, whenever they may leave and want to", () => {
    const wish = fc.tuple(fc.nat({ max: 3000 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 300 }), (wishes) => {
        let [budget, now] = [openBudget(), 0];
        const left: number[] = [];
        for (const [pauseMs, isSpaced] of wishes) {
          now = (isSpaced ? nextSpacedAt : nextSendAt)(budget, now + Math.max(0, pauseMs - 2000));
          budget = afterSending(budget, "poll", now);
          left.push(now);
          expect(sentInWindow(budget, now)).toBeLessThanOrEqual(50);
          const [last = 0, before = Number.NEGATIVE_INFINITY] = left.toReversed();
          expect(last - before).toBeGreaterThanOrEqual(isSpaced ? 199 : 0);
        }
        for (const [index, at] of left.entries()) {
          expect((left[index + 50] ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThan(10_000);
        }
      }),
    );
  });

  test("plans with what the others leave to polls: 4 to 5 a second", () => {
    const perSecond = (others: number, now: number) => {
      let budget = openBudget();
      for (let other = 0; other < others; other += 1) budget = afterSending(budget, "other", 0);
      return pollsPerSecond(budget, now);
    };
    expect([0, 3, 10, 20].map((others) => perSecond(others, 0))).toEqual([5, 4.7, 4, 4]);
    expect(perSecond(10, 10_001)).toBe(5);
  });

  test("keeps a fifth, 10 in 10 s, for everything else while polls wait", () => {
    const inFifth = (kept: number) => (budget: Budget, now: number) =>
      nextInFifthAt(budget, kept, now);
    const left = sendAll(openBudget(), 11, inFifth(0), "other");
    expect([left[9], left[10]]).toEqual([0, 10_001]);
    const early = sendAll(openBudget(), 9, inFifth(2), "other");
    expect([early[7], early[8]]).toEqual([0, 10_001]);
    const few = { ...openBudget(), watchers: 10 };
    expect(sendAll(few, 2, inFifth(2), "other")).toEqual([0, 10_001]);
  });

  test("says how many requests left in the last 10 s", () => {
    const budget = afterSending(afterSending(openBudget(), "poll", 0), "other", 200);
    expect(sentInWindow(budget, 200)).toBe(2);
    expect(sentInWindow(budget, 10_000)).toBe(2);
    expect(sentInWindow(budget, 10_001)).toBe(1);
    expect(sentInWindow(budget, 10_201)).toBe(0);
  });

  test("is a share of what the API grants", () => {
    const tenth = { ...openBudget(), share: 0.1 };
    expect(allowance(tenth, 0)).toBe(10);
    expect(sendAll(tenth, 2, nextSpacedAt)).toEqual([0, 1000]);
    expect(sendAll(tenth, 11, nextSendAt)[10]).toBe(10_001);
  });
});

describe("a 429", () => {
  test("keeps everything back for its Retry-After and up to a second more", () => {
    const limit = { retryAfterMs: 5000, leftAt: 0 };
    expect(nextSendAt(closed, 100)).toBe(5000);
    expect(nextSpacedAt(closed, 100)).toBe(5000);
    expect(afterLimit(openBudget(), { ...limit, jitter: 0.5 }, 0).closedUntil).toBe(5500);
  });

  test("that asks for less than our own backoff is followed by that: 1 s, 2 s, 4 s … 60 s", () => {
    let budget = openBudget();
    const waits: number[] = [];
    for (let closing = 0; closing < 8; closing += 1) {
      const now = budget.closedUntil;
      budget = afterLimit(budget, { retryAfterMs: 0, leftAt: now, jitter: 0 }, now);
      waits.push(budget.closedUntil - now);
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  test("slows the rate by 0.7 a closing, never below a tenth", () => {
    expect(allowance(closed, 5000)).toBe(35);
    expect(sendAll(closed, 36, (one, now) => nextSendAt(one, Math.max(5000, now)))[35]).toBe(
      15_001,
    );
    let budget = openBudget();
    for (let closing = 0; closing < 20; closing += 1) {
      const now = budget.closedUntil;
      budget = afterLimit(budget, { retryAfterMs: 0, leftAt: now, jitter: 0 }, now);
    }
    expect(allowance(budget, budget.closedUntil)).toBe(5);
  });

  test("is forgiven by a tenth of the rate each minute", () => {
    expect(allowance(closed, 5000 + 59_999)).toBe(35);
    expect(allowance(closed, 5000 + 60_000)).toBe(40);
    expect(allowance(closed, 5000 + 180_000)).toBe(50);
    expect(allowance(closed, 5000 + 3_600_000)).toBe(50);
  });

  test("to a request that was under way at the closing belongs to it: it may only lengthen it", () => {
    const again = afterLimit(closed, { retryAfterMs: 7000, leftAt: 0, jitter: 1 }, 300);
    expect(again.closedUntil).toBe(7300);
    expect(again.closingsInARow).toBe(1);
    expect(allowance(again, 7300)).toBe(35);
    const shorter = afterLimit(closed, { retryAfterMs: 1000, leftAt: 0, jitter: 1 }, 300);
    expect(shorter.closedUntil).toBe(5000);
  });

  test("to a request under way that lengthens the wait takes nothing back that was given", () => {
    const slow = { retryAfterMs: 1000, leftAt: 4999, jitter: 0 };
    expect(allowance(afterLimit(closed, slow, 65_000), 66_000)).toBe(40);
  });

  test("of another watcher keeps everything back as well, and slows nothing", () => {
    const held = afterLimitElsewhere(openBudget(), 9000, 1000);
    expect(nextSendAt(held, 1000)).toBe(9000);
    expect(allowance(held, 9000)).toBe(50);
    expect(afterLimitElsewhere(held, 8000, 2000)).toBe(held);
    expect(afterLimitElsewhere(held, 9000, 2000)).toBe(held);
  });

  test("is one of its own where only another watcher has met one before", () => {
    const held = afterLimitElsewhere(openBudget(), 9000, 1000);
    const limit = { retryAfterMs: 12_000, leftAt: 500, jitter: 0 };
    const met = afterLimit(held, limit, 1500);
    expect([met.closedUntil, met.closingsInARow, allowance(met, 13_500)]).toEqual([13_500, 1, 35]);
  });

  test("of another watcher takes nothing back that was given", () => {
    const now = 5000 + 125_000;
    expect(allowance(closed, now)).toBe(45);
    const held = afterLimitElsewhere(closed, now + 1000, now);
    expect(allowance(held, now)).toBe(45);
    expect(allowance(held, now + 1000)).toBe(45);
    expect(allowance(held, now + 61_000)).toBe(50);
  });

  test("is over with the first other answer to a request that left after it", () => {
    expect(afterAnswer(closed, 0)).toBe(closed);
    const over = afterAnswer(closed, 5000);
    expect(over.closingsInARow).toBe(0);
    expect(afterAnswer(over, 6000)).toBe(over);
  });
});

import { describe, expect, test } from "vitest";
import {
  afterAnswer,
  afterLimit,
  afterLimitElsewhere,
  afterSending,
  allowance,
  type Budget,
  nextSendAt,
  openBudget,
  pollsPerSecond,
  sentInWindow,
  type Lane,
} from "../../../src/client/budget.ts";

/** Sends as soon as the budget lets it, and tells when that was. */
function sendAll(budget: Budget, lane: Lane, times: number): readonly number[] {
  let state = budget;
  const left: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const at = nextSendAt(state, lane, left.at(-1) ?? 0);
    state = afterSending(state, lane, at);
    left.push(at);
  }
  return left;
}

/** Closed once, at 0, for 5 s. */
const closed = afterLimit(openBudget(), { retryAfterMs: 5000, leftAt: 0, jitter: 0 }, 0);

describe("an open budget", () => {
  test("lets 50 requests go in 10 s, 200 ms apart, and the 51st after the window", () => {
    const left = sendAll(openBudget(), "poll", 51);
    expect(left.slice(0, 4)).toEqual([0, 200, 400, 600]);
    expect(left[49]).toBe(9800);
    expect(left[50]).toBe(10_001);
  });

  test("plans with four fifths of it for polls: 4 a second", () => {
    expect(pollsPerSecond(openBudget(), 0)).toBe(4);
  });

  test("has a fifth, 10 in 10 s, for everything else, which waits when that is used up", () => {
    const left = sendAll(openBudget(), "other", 11);
    expect(left[9]).toBe(1800);
    expect(left[10]).toBe(10_001);
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
    expect(sendAll(tenth, "poll", 2)).toEqual([0, 1000]);
  });
});

describe("a 429", () => {
  test("keeps everything back for its Retry-After and up to a second more", () => {
    const limit = { retryAfterMs: 5000, leftAt: 0 };
    expect(nextSendAt(closed, "poll", 100)).toBe(5000);
    expect(nextSendAt(closed, "other", 100)).toBe(5000);
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
    expect(nextSendAt(held, "poll", 1000)).toBe(9000);
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

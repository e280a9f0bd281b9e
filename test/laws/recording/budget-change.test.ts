import fc from "fast-check";
import { expect, test } from "vitest";
import { afterAnswer, afterLimit, afterSending, openBudget } from "../../../src/client/budget.ts";
import { afterChange, changeBetween } from "../../../src/recording/codec/budget-change.ts";

/** A request leaves, maybe in a burst, is answered, or is answered with a 429, some time later. */
const step = fc.record({
  afterMs: fc.oneof(fc.constant(0), fc.nat({ max: 4000 })),
  what: fc.constantFrom("poll", "other", "answer", "limit"),
});

test("property: after the change between two budgets the one is as the other", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      let now = 0;
      let budget = openBudget();
      for (const { afterMs, what } of steps) {
        const before = budget;
        now += afterMs;
        if (what === "answer") budget = afterAnswer(budget, now);
        else if (what === "limit") {
          budget = afterLimit(budget, { retryAfterMs: 500, leftAt: now, jitter: 0.5 }, now);
        } else budget = afterSending(budget, what, now);
        expect(afterChange(before, changeBetween(before, budget))).toEqual(budget);
      }
    }),
  );
});

test("keeps the requests of a burst apart, though they left at the same moment", () => {
  let budget = openBudget();
  for (let request = 0; request < 5; request += 1) budget = afterSending(budget, "poll", 0);
  const after = afterSending(budget, "poll", 10_300);
  expect(changeBetween(budget, after)).toEqual({
    forgotten: 2,
    sent: [{ at: 10_300, lane: "poll" }],
  });
  expect(afterChange(budget, changeBetween(budget, after))).toEqual(after);
});

test("says no more than what is another", () => {
  const before = afterSending(afterSending(openBudget(), "poll", 0), "other", 200);
  const after = afterSending(before, "poll", 10_100);
  expect(changeBetween(before, after)).toEqual({
    forgotten: 1,
    sent: [{ at: 10_100, lane: "poll" }],
  });
  const limit = { retryAfterMs: 12_000, leftAt: 200, jitter: 0 };
  expect(changeBetween(before, afterLimit(before, limit, 1000))).toEqual({
    closedUntil: 13_000,
    closingsInARow: 1,
    factorAtClosing: 0.7,
  });
  expect(changeBetween(before, before)).toEqual({});
  const poll = { ...openBudget(), sent: [{ at: 0, lane: "poll" }] } as const;
  const other = { ...poll, sent: [{ at: 0, lane: "other" }] } as const;
  expect(changeBetween(poll, other)).toEqual({ forgotten: 1, sent: other.sent });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openBudget } from "../../src/watch/budget.ts";
import { createTurns, type Turns } from "../../src/watch/turns.ts";
import { inventedClock } from "../support/invented-clock.ts";

const never = new AbortController().signal;

function invented(random = () => 0) {
  const clock = inventedClock();
  const turns = createTurns(openBudget(), clock, random, () => undefined);
  return { clock, turns };
}

/** Takes a turn and notes its name when it comes. */
function take(turns: Turns, name: string, dueAt: number, order: string[], lane = "poll" as const) {
  void turns.take(() => ({ lane, dueAt }), never).then(() => order.push(name));
}

describe("turns", () => {
  test("go to the most overdue first", async () => {
    const { clock, turns } = invented();
    const order: string[] = [];
    take(turns, "first", 0, order);
    take(turns, "late", 300, order);
    take(turns, "overdue", 100, order);
    take(turns, "later", 200, order);
    await clock.advance(1000);
    expect(order).toEqual(["first", "overdue", "later", "late"]);
  });

  test("go to signing in before polls", async () => {
    const { clock, turns } = invented();
    const order: string[] = [];
    take(turns, "first", 0, order);
    take(turns, "second", 0, order);
    void turns.take(() => ({ lane: "other", dueAt: 150 }), never).then(() => order.push("token"));
    await clock.advance(1000);
    expect(order).toEqual(["first", "token", "second"]);
  });

  test("are not held up by signing in that has used up its fifth", async () => {
    const { clock, turns } = invented();
    const order: string[] = [];
    for (let token = 0; token < 11; token += 1) {
      void turns.take(() => ({ lane: "other", dueAt: 0 }), never).then(() => order.push("token"));
    }
    await clock.advance(2000);
    take(turns, "poll", 2000, order);
    await clock.advance(200);
    expect(order).toEqual([...Array.from({ length: 10 }, () => "token"), "poll"]);
  });

  test("that are given up leave their place to the next", async () => {
    const { clock, turns } = invented();
    const order: string[] = [];
    const giveUp = new AbortController();
    take(turns, "first", 0, order);
    const given = turns.take(() => ({ lane: "poll", dueAt: 0 }), giveUp.signal);
    take(turns, "third", 0, order);
    giveUp.abort(new Error("left"));
    await expect(given).rejects.toThrow("left");
    await clock.advance(200);
    expect(order).toEqual(["first", "third"]);
  });

  test("wait for nothing once all have gone", async () => {
    const { clock, turns } = invented();
    take(turns, "only", 0, []);
    await clock.advance(0);
    expect(clock.sleepers()).toBe(0);
  });

  test("a 429 is told once, however many requests were under way", async () => {
    const { clock, turns } = invented();
    await clock.advance(100);
    expect(turns.limited(0, 12_000)).toBe(12_000);
    expect(turns.limited(50, 12_000)).toBeUndefined();
    expect(turns.limited(60, 20_000)).toBe(20_000);
  });
});

test("property: no 10 s hold more than the budget, nobody starves, nothing leaves during a wait", async () => {
  const request = fc.record({
    at: fc.integer({ min: 0, max: 60_000 }),
    isSignIn: fc.boolean(),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 20_000 }), { freq: 12, nil: undefined }),
    answerMs: fc.integer({ min: 0, max: 2000 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { minLength: 1, maxLength: 200 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (requests, jitter) => {
        const { clock, turns } = invented(() => jitter);
        const left: number[] = [];
        const closings: { from: number; until: number }[] = [];
        const all = requests.map(async ({ at, isSignIn, retryAfterMs, answerMs }) => {
          await clock.sleep(at);
          const leftAt = await turns.take(
            () => ({ lane: isSignIn ? "other" : "poll", dueAt: at }),
            never,
          );
          left.push(leftAt);
          await clock.sleep(answerMs);
          if (retryAfterMs === undefined) {
            turns.answered(leftAt);
          } else {
            turns.limited(leftAt, retryAfterMs);
            closings.push({ from: clock.elapsed(), until: clock.elapsed() + retryAfterMs });
          }
        });
        await clock.advance(12 * 60 * 60 * 1000);

        expect(left).toHaveLength(requests.length);
        for (const [index, at] of left.entries()) {
          const window = left.slice(index).filter((other) => other - at <= 10_000);
          expect(window.length).toBeLessThanOrEqual(50);
          expect(closings.filter(({ from, until }) => at > from && at < until)).toEqual([]);
        }
        await Promise.all(all);
      },
    ),
    { numRuns: 60 },
  );
});

describe("a wish", () => {
  test("that is urgent goes before others of its lane that are more overdue", async () => {
    const { clock, turns } = invented();
    const order: string[] = [];
    take(turns, "first", 0, order);
    void turns.take(() => ({ lane: "other", dueAt: 0 }), never).then(() => order.push("extra"));
    void turns
      .take(() => ({ lane: "other", dueAt: 50, isUrgent: true }), never)
      .then(() => order.push("urgent"));
    await clock.advance(1000);
    expect(order).toEqual(["first", "urgent", "extra"]);
  });

  test("that is held waits until it is another one", async () => {
    const { clock, turns } = invented();
    const order: string[] = [];
    let isPaused = true;
    void turns
      .take(() => ({ lane: isPaused ? "held" : "poll", dueAt: 0 }), never)
      .then(() => order.push("held"));
    await clock.advance(60_000);
    expect(order).toEqual([]);
    isPaused = false;
    turns.reconsider();
    await clock.advance(0);
    expect(order).toEqual(["held"]);
  });

  test("for more than the regular pays from the other fifth, and is regular when its time comes", async () => {
    const { clock, turns } = invented();
    for (let used = 0; used < 10; used += 1) {
      void turns.take(() => ({ lane: "other", dueAt: 0 }), never);
    }
    await clock.advance(2000);
    let leftAt: number | undefined;
    const wish = () =>
      clock.elapsed() < 5000
        ? ({ lane: "other", dueAt: 2000, changesAt: 5000 } as const)
        : ({ lane: "poll", dueAt: 5000 } as const);
    void turns.take(wish, never).then((at) => (leftAt = at));
    await clock.advance(60_000);
    expect(leftAt).toBe(5000);
  });
});

test("a wait that a 429 asked for is over when the user ends it", async () => {
  const { clock, turns } = invented();
  const order: string[] = [];
  turns.limited(0, 3_600_000);
  take(turns, "poll", 0, order);
  await clock.advance(60_000);
  expect(order).toEqual([]);
  turns.endWait();
  await clock.advance(0);
  expect(order).toEqual(["poll"]);
});

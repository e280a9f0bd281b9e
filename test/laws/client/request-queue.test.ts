import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openBudget } from "../../../src/client/budget.ts";
import { createRequestQueue, type RequestQueue } from "../../../src/client/request-queue.ts";
import { inventedClock } from "../../support/invented/clock.ts";

const never = new AbortController().signal;

function invented(random = () => 0) {
  const clock = inventedClock();
  const queue = createRequestQueue(openBudget(), clock, random, () => undefined);
  return { clock, queue };
}

/** Takes a turn and notes its name when it comes. */
function take(queue: RequestQueue, name: string, dueAt: number, order: string[]) {
  void queue.take(() => ({ lane: "poll", dueAt }), never).then(() => order.push(name));
}

describe("turns", () => {
  test("go to the most overdue first", async () => {
    const { clock, queue } = invented();
    const order: string[] = [];
    take(queue, "first", 0, order);
    take(queue, "late", 300, order);
    take(queue, "overdue", 100, order);
    take(queue, "later", 200, order);
    await clock.advance(1000);
    expect(order).toEqual(["first", "overdue", "later", "late"]);
  });

  test("go to signing in before polls", async () => {
    const { clock, queue } = invented();
    const order: string[] = [];
    take(queue, "first", 0, order);
    take(queue, "second", 0, order);
    void queue.take(() => ({ lane: "other", dueAt: 150 }), never).then(() => order.push("token"));
    await clock.advance(1000);
    expect(order).toEqual(["first", "token", "second"]);
  });

  test("are not held up by look-ups that have used up their fifth", async () => {
    const { clock, queue } = invented();
    const order: string[] = [];
    queue.limited(0, 0);
    for (let lookUp = 0; lookUp < 8; lookUp += 1) {
      void queue.take(() => ({ lane: "other", dueAt: 0 }), never).then(() => order.push("look-up"));
    }
    take(queue, "poll", 0, order);
    await clock.advance(11_000);
    // 35 a window after a 429, of which a fifth is 7.
    expect(order).toEqual([...Array.from({ length: 7 }, () => "look-up"), "poll", "look-up"]);
  });

  test("are all there are for look-ups while no poll waits: 50 at once", async () => {
    const { clock, queue } = invented();
    const order: string[] = [];
    for (let lookUp = 0; lookUp < 51; lookUp += 1) {
      void queue.take(() => ({ lane: "other", dueAt: 0 }), never).then(() => order.push("look-up"));
    }
    await clock.advance(10_000);
    expect(order).toHaveLength(50);
    await clock.advance(1);
    expect(order).toHaveLength(51);
  });

  test("come at once for a key, though a poll is slept for", async () => {
    const { clock, queue } = invented();
    const order: string[] = [];
    take(queue, "first", 0, order);
    take(queue, "second", 0, order);
    await clock.advance(50);
    void queue.take(() => ({ lane: "other", dueAt: 50 }), never).then(() => order.push("key"));
    await clock.advance(0);
    expect(order).toEqual(["first", "key"]);
  });

  test("keep their pace with a timer that is always late", async () => {
    const clock = inventedClock();
    const late = {
      ...clock,
      sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms + 3, signal),
    };
    const queue = createRequestQueue(
      openBudget(),
      late,
      () => 0,
      () => undefined,
    );
    const left: Promise<number>[] = [];
    for (let poll = 0; poll < 40; poll += 1) {
      left.push(queue.take(() => ({ lane: "poll", dueAt: 0 }) as const, never));
    }
    await clock.advance(10_000);
    expect(await left.at(-1)).toBe(39 * 200 + 3);
  });

  test("cost one wish each, however many wait", async () => {
    const { clock, queue } = invented();
    let wishes = 0;
    for (let poll = 0; poll < 1000; poll += 1) {
      const wish = () => {
        wishes += 1;
        return { lane: "poll", dueAt: poll } as const;
      };
      void queue.take(wish, never);
    }
    await clock.advance(19_900);
    expect(wishes).toBe(1000 + 100);
  });

  test("that are given up leave their place to the next", async () => {
    const { clock, queue } = invented();
    const order: string[] = [];
    const giveUp = new AbortController();
    take(queue, "first", 0, order);
    const given = queue.take(() => ({ lane: "poll", dueAt: 0 }), giveUp.signal);
    take(queue, "third", 0, order);
    giveUp.abort(new Error("left"));
    await expect(given).rejects.toThrow("left");
    await clock.advance(200);
    expect(order).toEqual(["first", "third"]);
  });

  test("wait for nothing once all have gone", async () => {
    const { clock, queue } = invented();
    take(queue, "only", 0, []);
    await clock.advance(0);
    expect(clock.sleepers()).toBe(0);
  });

  test("a 429 is told once, however many requests were under way", async () => {
    const { clock, queue } = invented();
    await clock.advance(100);
    expect(queue.limited(0, 12_000)).toBe(12_000);
    expect(queue.limited(50, 12_000)).toBeUndefined();
    expect(queue.limited(60, 20_000)).toBe(20_000);
  });
});

test("property: no 10 s hold more than the budget, nobody starves, nothing leaves during a wait", async () => {
  const request = fc.record({
    at: fc.integer({ min: 0, max: 60_000 }),
    lane: fc.constantFrom("other", "prompt", "early", "poll"),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 20_000 }), { freq: 12, nil: undefined }),
    answerMs: fc.integer({ min: 0, max: 2000 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { minLength: 1, maxLength: 200 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (requests, jitter) => {
        const { clock, queue } = invented(() => jitter);
        const left: number[] = [];
        const closings: { from: number; until: number }[] = [];
        const all = requests.map(async ({ at, lane, retryAfterMs, answerMs }) => {
          await clock.sleep(at);
          const leftAt = await queue.take(() => ({ lane, dueAt: at }), never);
          left.push(leftAt);
          await clock.sleep(answerMs);
          if (retryAfterMs === undefined) {
            queue.answered(leftAt);
          } else {
            queue.limited(leftAt, retryAfterMs);
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
    const { clock, queue } = invented();
    const order: string[] = [];
    queue.limited(0, 0);
    void queue.take(() => ({ lane: "other", dueAt: 0 }), never).then(() => order.push("extra"));
    void queue
      .take(() => ({ lane: "other", dueAt: 50, isUrgent: true }), never)
      .then(() => order.push("urgent"));
    await clock.advance(1000);
    expect(order).toEqual(["urgent", "extra"]);
  });

  test("that is held waits until it is another one", async () => {
    const { clock, queue } = invented();
    const order: string[] = [];
    let isPaused = true;
    void queue
      .take(() => ({ lane: isPaused ? "held" : "poll", dueAt: 0 }), never)
      .then(() => order.push("held"));
    await clock.advance(60_000);
    expect(order).toEqual([]);
    isPaused = false;
    queue.reconsider();
    await clock.advance(0);
    expect(order).toEqual(["held"]);
  });

  test("for more than the regular pays from the other fifth, and is regular when its time comes", async () => {
    const { clock, queue } = invented();
    for (let used = 0; used < 10; used += 1) {
      void queue.take(() => ({ lane: "other", dueAt: 0 }), never);
    }
    await clock.advance(2000);
    let leftAt: number | undefined;
    const request = () =>
      clock.elapsed() < 5000
        ? ({ lane: "early", dueAt: 2000, changesAt: 5000 } as const)
        : ({ lane: "poll", dueAt: 5000 } as const);
    for (let overdue = 0; overdue < 51; overdue += 1) take(queue, "poll", 4949 + overdue, []);
    void queue.take(request, never).then((at) => (leftAt = at));
    await clock.advance(60_000);
    // After 40 polls in the first window and 11 in the next.
    expect(leftAt).toBe(12_201);
  });
});

test("a wait that a 429 asked for is over when the user ends it", async () => {
  const { clock, queue } = invented();
  const order: string[] = [];
  queue.limited(0, 3_600_000);
  take(queue, "poll", 0, order);
  await clock.advance(60_000);
  expect(order).toEqual([]);
  queue.endWait();
  await clock.advance(0);
  expect(order).toEqual(["poll"]);
});

test("no request leaves before the other processes have let it, however often that is put off", async () => {
  const clock = inventedClock();
  const waits = [300, 100, 0];
  const queue = createRequestQueue(
    openBudget(),
    clock,
    () => 0,
    () => undefined,
    () => waits.shift() ?? 0,
  );
  const leftAt = queue.take(() => ({ lane: "poll", dueAt: 0 }), never);
  await clock.advance(1000);
  expect(await leftAt).toBe(400);
});

test("another watcher's 429 is news where it moves the end of the wait by more than a second", () => {
  const { queue } = invented();
  expect([1000, 2000, 3001].map((waitMs) => queue.hold(waitMs))).toEqual([false, false, true]);
});

test("the budget has changed when it is another one, and at no other time", async () => {
  const clock = inventedClock();
  let changes = 0;
  const queue = createRequestQueue(
    openBudget(),
    clock,
    () => 0,
    () => (changes += 1),
  );
  queue.answered(0);
  queue.endWait();
  queue.divide(1);
  queue.hold(0);
  expect(changes).toBe(0);
  queue.divide(2);
  queue.hold(2000);
  queue.endWait();
  expect(changes).toBe(3);
});

test("whoever has more of the budget than before need not wait as long", async () => {
  const { clock, queue } = invented();
  queue.divide(10);
  const order: string[] = [];
  take(queue, "first", 0, order);
  take(queue, "second", 0, order);
  await clock.advance(500);
  expect(order).toEqual(["first"]);
  queue.divide(1);
  await clock.advance(0);
  expect(order).toEqual(["first", "second"]);
});

test("what could not leave any more, or is given up from the start, is asked for nothing", async () => {
  const { clock, queue } = invented();
  let asked = 0;
  const none = () => {
    asked += 1;
    return undefined;
  };
  expect(await queue.take(none, never)).toBeUndefined();
  take(queue, "other", 0, []);
  await clock.advance(1000);
  expect(asked).toBe(1);
  const left = new Error("left");
  const wanted = () => ({ lane: "poll", dueAt: 0 }) as const;
  await expect(queue.take(wanted, AbortSignal.abort(left))).rejects.toBe(left);
});

test("a first 429 is news however short the wait for it", () => {
  const { queue } = invented();
  expect(queue.limited(0, 0)).toBe(1000);
});

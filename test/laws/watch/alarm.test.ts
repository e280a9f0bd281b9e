import { describe, expect, test } from "vitest";
import { createAlarm } from "../../../src/watch/polling/alarm.ts";
import { inventedClock } from "../../support/invented/clock.ts";

/** An alarm at 1,000 ms, and when each that waits has been woken. */
async function waiting() {
  const clock = inventedClock();
  await clock.advance(1000);
  const woken: (readonly [string, number])[] = [];
  const alarm = createAlarm<{ readonly name: string; wakeAt: number }>(clock, ({ name }) => {
    woken.push([name, clock.elapsed()]);
  });
  const until = (name: string, at: number) => {
    const one = { name, wakeAt: 0 };
    alarm.set(one, at);
    return one;
  };
  return { clock, until, wake: alarm.wake, woken };
}

describe("an alarm", () => {
  test("wakes each at its moment, in whatever order they came, and equals in that order", async () => {
    const { clock, until, woken } = await waiting();
    until("c", 3000);
    until("a", 1500);
    until("b", 2000);
    until("b too", 2000);
    until("d", 4000);
    await clock.advance(2500);
    expect(woken).toEqual([
      ["a", 1500],
      ["b", 2000],
      ["b too", 2000],
      ["c", 3000],
    ]);
  });

  test("wakes at once what is due already, and never what is due never", async () => {
    const { clock, until, woken } = await waiting();
    until("never", Number.POSITIVE_INFINITY);
    until("due", 1000);
    until("overdue", 10);
    expect(woken).toEqual([]);
    await clock.advance(0);
    expect(woken).toEqual([
      ["overdue", 1000],
      ["due", 1000],
    ]);
    await clock.advance(1e9);
    expect(woken).toHaveLength(2);
  });

  test("wakes early what is woken early, once, and the others at their moments", async () => {
    const { clock, until, wake, woken } = await waiting();
    const [first, second, third] = [until("a", 2000), until("b", 2000), until("c", 3000)];
    wake(second);
    await clock.advance(500);
    wake(first);
    wake(first);
    await clock.advance(1000);
    wake(second);
    wake(third);
    until("d", 5000);
    await clock.advance(10_000);
    wake(third);
    await clock.advance(0);
    expect(woken).toEqual([
      ["b", 1000],
      ["a", 1500],
      ["c", 2500],
      ["d", 5000],
    ]);
  });

  test("has one timer for a thousand, and none once all have been woken", async () => {
    const { clock, until, wake, woken } = await waiting();
    const all = Array.from({ length: 1000 }, (_, number) => until("one", 9000 - number));
    await clock.advance(0);
    expect(clock.sleepers()).toBe(1);
    for (const one of all) wake(one);
    await clock.advance(0);
    expect(clock.sleepers()).toBe(0);
    expect(woken).toHaveLength(1000);
  });
});

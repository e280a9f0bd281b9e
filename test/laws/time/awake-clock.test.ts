import { expect, test } from "vitest";
import { awakeClock } from "../../../src/time/awake-clock.ts";
import type { Clock } from "../../../src/time/clock.ts";
import { inventedClock } from "../../support/invented/clock.ts";

test("passes as the computer's clock does while the process gets to run", async () => {
  const base = inventedClock();
  const clock = awakeClock(base);
  const start = base.now();
  const woken: number[] = [];
  void clock.sleep(1000).then(() => woken.push(base.elapsed()));
  void clock.sleep(333).then(() => woken.push(base.elapsed()));
  await base.advance(500);
  expect([clock.elapsed(), clock.now()]).toEqual([500, start + 500]);
  await base.advance(500);
  expect(woken).toEqual([333, 1000]);
});

test("stands still while the process does not get to run, and no wait is over by that", async () => {
  const base = inventedClock();
  // Whoever is to wake is woken 245 ms late.
  const busy: Clock = { ...base, sleep: (ms, signal) => base.sleep(ms + 245, signal) };
  const clock = awakeClock(busy);
  let isOver = false;
  void clock.sleep(1000).then(() => (isOver = true));
  await base.advance(10_000);
  expect(clock.elapsed()).toBeLessThan(1000);
  expect(isOver).toBe(false);
  await base.advance(20_000);
  expect(isOver).toBe(true);
});

test("never goes back, whenever it is looked at", async () => {
  const base = inventedClock();
  const clock = awakeClock(base);
  const seen: number[] = [];
  for (const ms of [3, 100, 0, 4, 1, 1000, 2]) {
    await base.advance(ms);
    seen.push(clock.elapsed());
    void clock.sleep(20);
    seen.push(clock.elapsed());
  }
  expect(seen).toEqual(seen.toSorted((one, other) => one - other));
});

test("is left while one sleeps, for the reason given, and looks at nothing after that", async () => {
  const base = inventedClock();
  const clock = awakeClock(base);
  const leave = new AbortController();
  const sleep = clock.sleep(5000, leave.signal);
  await base.advance(1000);
  const reason = new Error("left");
  leave.abort(reason);
  await expect(sleep).rejects.toBe(reason);
  await base.advance(1000);
  expect(base.sleepers()).toBe(0);
  await expect(clock.sleep(1, leave.signal)).rejects.toBe(reason);
});

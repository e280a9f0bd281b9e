import { describe, expect, test } from "vitest";
import { fasterClock, steadyClock, systemClock } from "../../../src/time/clock.ts";
import { inventedClock } from "../../support/invented/clock.ts";

describe("a faster clock", () => {
  test("begins at the present of the other and passes so many times as fast", async () => {
    const base = inventedClock();
    await base.advance(5000);
    const clock = fasterClock(base, 10);
    expect([clock.now(), clock.elapsed()]).toEqual([base.now(), 0]);
    const start = base.now();
    await base.advance(300);
    expect([clock.now(), clock.elapsed()]).toEqual([start + 3000, 3000]);
  });

  test("may be a slower one", async () => {
    const base = inventedClock();
    const clock = fasterClock(base, 0.5);
    await base.advance(1000);
    expect(clock.elapsed()).toBe(500);
  });

  test("sleeps by its own milliseconds", async () => {
    const base = inventedClock();
    const clock = fasterClock(base, 10);
    const woken: number[] = [];
    const sleep = clock.sleep(5000).then(() => woken.push(clock.elapsed()));
    await base.advance(499);
    expect(woken).toEqual([]);
    await base.advance(1);
    await sleep;
    expect(woken).toEqual([5000]);
  });

  test("tells several sleepers apart, and wakes them in their order", async () => {
    const base = inventedClock();
    const clock = fasterClock(base, 100);
    const woken: string[] = [];
    void clock.sleep(2000).then(() => woken.push("second"));
    void clock.sleep(1000).then(() => woken.push("first"));
    await base.advance(100);
    expect(woken).toEqual(["first", "second"]);
  });

  test("is left while it sleeps, for the reason given", async () => {
    const base = inventedClock();
    const leave = new AbortController();
    const sleep = fasterClock(base, 10).sleep(5000, leave.signal);
    const reason = new Error("left");
    leave.abort(reason);
    await expect(sleep).rejects.toBe(reason);
    expect(base.sleepers()).toBe(0);
  });

  test("of a faster clock passes as fast as both", async () => {
    const base = inventedClock();
    const clock = fasterClock(fasterClock(base, 10), 10);
    await base.advance(7);
    expect(clock.elapsed()).toBe(700);
  });
});

describe("the computer's clock", () => {
  test("has whole milliseconds, and keeps in step with the wall clock's corrections", () => {
    const base = { wall: 1_000_000, monotonic: 0.7 };
    const clock = steadyClock(
      () => base.wall,
      () => base.monotonic,
    );
    const readings: number[][] = [];
    for (const [wall, monotonic] of [
      [1_000_000, 0.7],
      [1_000_001, 0.9],
      [1_000_100, 100.2],
      [1_000_201, 200.2],
      [1_000_303, 301.2],
      [4_000_000, 400.2],
    ] as const) {
      Object.assign(base, { wall, monotonic });
      readings.push([clock.now(), clock.elapsed()]);
    }
    expect(readings).toEqual([
      [1_000_000, 0],
      [1_000_000, 0],
      [1_000_100, 100],
      [1_000_200, 200],
      [1_000_303, 301],
      [4_000_000, 400],
    ]);
  });

  test("never goes back while it passes", async () => {
    const before = systemClock.elapsed();
    await systemClock.sleep(0);
    expect(systemClock.elapsed()).toBeGreaterThanOrEqual(before);
  });

  test("takes a wait gone by as none", async () => {
    await expect(systemClock.sleep(-1000)).resolves.toBeUndefined();
  });

  test("is left while it sleeps, and not entered once it was left, for the reason given", async () => {
    const reason = new Error("left");
    const leave = new AbortController();
    const sleep = systemClock.sleep(3_600_000, leave.signal);
    leave.abort(reason);
    await expect(sleep).rejects.toBe(reason);
    await expect(systemClock.sleep(0, leave.signal)).rejects.toBe(reason);
  });

  test("does not take a wait that is too long for a timer as none", async () => {
    const leave = new AbortController();
    const outcome = systemClock.sleep(2 ** 40, leave.signal).then(
      () => "woken",
      () => "left",
    );
    await systemClock.sleep(1);
    leave.abort();
    expect(await outcome).toBe("left");
  });
});

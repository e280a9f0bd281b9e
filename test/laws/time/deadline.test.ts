import { describe, expect, test } from "vitest";
import { DeadlineError, withDeadline } from "../../../src/time/deadline.ts";
import { inventedClock } from "../../support/invented/clock.ts";

const never = new AbortController().signal;

/** Work that stops only when it is told to, and says why. */
function untilStopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("stopped")), { once: true });
  });
}

describe("work with a deadline", () => {
  test("that is done in time has its result, and nothing waits for the deadline", async () => {
    const clock = inventedClock();
    expect(await withDeadline(clock, 1000, never, async () => 7)).toBe(7);
    expect(clock.sleepers()).toBe(0);
  });

  test("that fails in time fails as it did, and nothing waits for the deadline", async () => {
    const clock = inventedClock();
    const failure = new RangeError("ours");
    const work = withDeadline(clock, 1000, never, () => Promise.reject(failure));
    await expect(work).rejects.toBe(failure);
    expect(clock.sleepers()).toBe(0);
  });

  test("is told to stop at the deadline, not before it", async () => {
    const clock = inventedClock();
    const told: number[] = [];
    const work = withDeadline(clock, 1000, never, (signal) => {
      signal.addEventListener("abort", () => told.push(clock.elapsed()));
      return untilStopped(signal);
    });
    const outcome = work.catch((error: unknown) => error);
    await clock.advance(999);
    expect(told).toEqual([]);
    await clock.advance(1);
    expect(told).toEqual([1000]);
    expect(await outcome).toStrictEqual(new DeadlineError("not done in 1000 ms"));
    expect(clock.sleepers()).toBe(0);
  });

  test("that is done at the last moment is done", async () => {
    const clock = inventedClock();
    const work = withDeadline(clock, 1000, never, async () => {
      await clock.sleep(999);
      return "done";
    });
    await clock.advance(1000);
    await expect(work).resolves.toBe("done");
  });

  test("that gets done although it was told to stop is done", async () => {
    const clock = inventedClock();
    const work = withDeadline(clock, 1000, never, async () => {
      await clock.sleep(1500);
      return "done";
    });
    await clock.advance(2000);
    await expect(work).resolves.toBe("done");
  });

  test("is left for the reason given, whatever it throws then", async () => {
    const clock = inventedClock();
    const leave = new AbortController();
    const work = withDeadline(clock, 1000, leave.signal, untilStopped);
    const reason = new Error("left");
    leave.abort(reason);
    await expect(work).rejects.toBe(reason);
    expect(clock.sleepers()).toBe(0);
  });

  test("that was left before it began is told at once", async () => {
    const clock = inventedClock();
    const reason = new Error("left");
    const work = withDeadline(clock, 1000, AbortSignal.abort(reason), async (signal) => {
      signal.throwIfAborted();
    });
    await expect(work).rejects.toBe(reason);
    expect(clock.sleepers()).toBe(0);
  });
});

import { describe, expect, test } from "vitest";
import { createIdleRule } from "../../../src/commands/lookup/idle.ts";
import { inventedClock } from "../../support/invented/clock.ts";

/** A rule for a tenant in which these runs are the newest. */
function rule(idleMs: number) {
  const clock = inventedClock();
  const runs = new Set(["old"]);
  let asked = 0;
  const newest = async () => {
    asked += 1;
    return new Set(runs);
  };
  const { looked } = createIdleRule(idleMs, newest, clock);
  return { clock, runs, looked, asked: () => asked };
}

describe("nothing has run for long enough", () => {
  test("at the first look, if no time is wanted, without another request", async () => {
    const { looked, asked } = rule(0);
    expect(await looked(true)).toBe(0);
    expect(asked()).toBe(0);
  });

  test("once looks have found nothing for that time", async () => {
    const { clock, looked } = rule(30_000);
    expect(await looked(true)).toBe(30_000);
    await clock.advance(10_000);
    expect(await looked(true)).toBe(20_000);
    await clock.advance(20_000);
    expect(await looked(true)).toBe(0);
  });

  test("never while something runs, and the time starts over after it", async () => {
    const { clock, looked } = rule(30_000);
    expect(await looked(false)).toBeUndefined();
    await clock.advance(60_000);
    expect(await looked(true)).toBe(30_000);
    await clock.advance(20_000);
    expect(await looked(false)).toBeUndefined();
    await clock.advance(20_000);
    expect(await looked(true)).toBe(30_000);
  });

  test("only if none began and ended between two looks", async () => {
    const { clock, looked, runs } = rule(30_000);
    await looked(true);
    await clock.advance(15_000);
    runs.add("short");
    await clock.advance(15_000);
    expect(await looked(true)).toBe(30_000);
    await clock.advance(30_000);
    expect(await looked(true)).toBe(0);
  });

  test("however many there were before", async () => {
    const { clock, looked, runs } = rule(10_000);
    await looked(false);
    runs.add("seen running");
    await clock.advance(10_000);
    await looked(true);
    runs.delete("old");
    await clock.advance(10_000);
    expect(await looked(true)).toBe(0);
  });

  test("not where the newest cannot be read, and then the time starts over", async () => {
    const clock = inventedClock();
    let isBroken = false;
    const newest = async () => {
      if (isBroken) throw new Error("HTTP 502");
      return new Set<string>();
    };
    const { looked } = createIdleRule(10_000, newest, clock);
    await looked(true);
    await clock.advance(10_000);
    isBroken = true;
    await expect(looked(true)).rejects.toThrow("HTTP 502");
    expect(await looked(false)).toBeUndefined();
    isBroken = false;
    expect(await looked(true)).toBe(10_000);
  });
});

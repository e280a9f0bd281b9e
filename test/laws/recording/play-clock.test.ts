import { describe, expect, test } from "vitest";
import { createPlayClock } from "../../../src/recording/play-clock.ts";
import { nextSpeed } from "../../../src/recording/speed.ts";
import { inventedClock } from "../../support/invented/clock.ts";

const { signal } = new AbortController();
const noon = Date.parse("2026-11-23T12:00:00Z");

/** A moment that many milliseconds after the beginning. */
function after(ms: number, jumpedMs = 0) {
  return { elapsed: 500 + ms, wall: noon + ms + jumpedMs };
}

/** A clock that plays from noon on, ten times as fast. */
function playing(speed = 10) {
  const base = inventedClock();
  return { base, clock: createPlayClock(base, after(0), speed) };
}

/** Notes when something is through, by the clock. */
function noted(clock: { elapsed(): number }, work: Promise<void>, notes: number[]): void {
  void work.then(() => notes.push(clock.elapsed() - 500));
}

describe("the time of a recording", () => {
  test("stands still until something is waited for, and does not go beyond that", async () => {
    const { base, clock } = playing();
    await base.advance(1000);
    expect([clock.now(), clock.elapsed()]).toEqual([noon, 500]);
    const until = clock.until(after(2000), signal);
    await base.advance(100);
    expect(clock.elapsed()).toBe(2500);
    await until;
    await base.advance(5000);
    expect([clock.now(), clock.elapsed()]).toEqual([noon + 2000, 2500]);
  });

  test("passes so many times as fast", async () => {
    const { base, clock } = playing(20);
    const notes: number[] = [];
    noted(clock, clock.until(after(2000), signal), notes);
    await base.advance(99);
    expect(clock.elapsed()).toBe(500 + 1980);
    expect(notes).toEqual([]);
    await base.advance(1);
    expect(notes).toEqual([2000]);
  });

  test("has the wall clock that there was, with its jumps", async () => {
    const { base, clock } = playing();
    const until = clock.until(after(1000, 3_600_000), signal);
    await base.advance(50);
    expect(clock.now()).toBe(noon + 500);
    await base.advance(50);
    await until;
    expect(clock.now()).toBe(noon + 3_601_000);
  });

  test("wakes whoever waits at the very moment, and before what comes after it", async () => {
    const { base, clock } = playing(1000);
    const notes: number[] = [];
    const beat = async () => {
      for (let beats = 0; beats < 3; beats += 1) {
        await clock.sleep(700);
        notes.push(clock.elapsed() - 500);
      }
    };
    void beat();
    noted(clock, clock.until(after(2000), signal), notes);
    await base.advance(100);
    noted(clock, clock.until(after(2100), signal), notes);
    await base.advance(100);
    expect(notes).toEqual([700, 1400, 2000, 2100, 2100]);
  });
});

describe("a pause", () => {
  test("stops it, however long, and it goes on from there", async () => {
    const { base, clock } = playing();
    const notes: number[] = [];
    noted(clock, clock.until(after(2000), signal), notes);
    await base.advance(50);
    clock.pause(true);
    await base.advance(3_600_000);
    expect(clock.elapsed()).toBe(1000);
    expect(clock.isPaused()).toBe(true);
    expect(notes).toEqual([]);
    clock.pause(false);
    await base.advance(149);
    expect(notes).toEqual([]);
    await base.advance(1);
    expect(notes).toEqual([2000]);
  });

  test("holds back what would come at once", async () => {
    const { base, clock } = playing();
    clock.pause(true);
    const notes: number[] = [];
    noted(clock, clock.skipTo(after(60_000), signal), notes);
    await base.advance(1000);
    expect(notes).toEqual([]);
    clock.pause(false);
    await base.advance(1);
    expect(notes).toEqual([60_000]);
  });
});

test("another speed counts from when it is set", async () => {
  const { base, clock } = playing(10);
  const notes: number[] = [];
  noted(clock, clock.until(after(2000), signal), notes);
  await base.advance(100);
  clock.setSpeed(100);
  await base.advance(9);
  expect(notes).toEqual([]);
  await base.advance(1);
  expect(notes).toEqual([2000]);
});

test("what nobody has seen of a time in which the process stood still is not played", async () => {
  const { base, clock } = playing(10);
  void clock.until(after(60_000), signal);
  await base.advance(100);
  expect(clock.elapsed()).toBe(1500);
  await base.advance(1000);
  clock.resync();
  expect(clock.elapsed()).toBe(1500);
});

test("whoever waits can leave, and holds nothing back then", async () => {
  const { base, clock } = playing();
  const leave = new AbortController();
  const reason = new Error("left");
  const sleep = clock.sleep(1000, leave.signal);
  const until = clock.until(after(2000), leave.signal);
  leave.abort(reason);
  await expect(sleep).rejects.toBe(reason);
  await expect(until).rejects.toBe(reason);
  await base.advance(0);
  expect(base.sleepers()).toBe(0);
  const notes: number[] = [];
  noted(clock, clock.until(after(2000), signal), notes);
  await base.advance(200);
  expect(notes).toEqual([2000]);
});

test("speeds go up and down in steps, from 0.1 to 1000", () => {
  expect([20, 30, 1000].map((speed) => nextSpeed(speed, "faster"))).toEqual([50, 50, 1000]);
  expect([20, 30, 0.1].map((speed) => nextSpeed(speed, "slower"))).toEqual([10, 20, 0.1]);
});

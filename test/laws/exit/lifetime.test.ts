import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { codeOf, explain, nothingWatched, outcomeOf } from "../../../src/exit/outcome.ts";
import { timeoutLine } from "../../../src/exit/timeout-line.ts";
import { Departed } from "../../../src/exit/lifetime.ts";
import { unlessAborted } from "../../../src/time/unless-aborted.ts";
import { checkingVerdict } from "../../../src/watch/decide/verdict-check.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedLifetime } from "../../support/invented/lifetime.ts";
import { inventedSignals } from "../../support/invented/signals.ts";
import { live, over } from "../../support/invented/watches.ts";

const never = new Promise<never>(() => undefined);

/** A command that waits for `work`, and may take `ms`. */
function under(ms: number | undefined, work: Promise<number>) {
  const clock = inventedClock();
  const signals = inventedSignals();
  const crashes = new Set<(error: unknown) => void>();
  const lifetime = inventedLifetime({
    onSignal: signals.onSignal,
    onCrash: (listener) => {
      crashes.add(listener);
      return () => void crashes.delete(listener);
    },
  });
  lifetime.limit(ms, clock);
  const command = async () => nothingWatched(await unlessAborted(work, lifetime.signal));
  const outcome = outcomeOf(command, lifetime);
  // Whoever awaits it learns of a failure.
  outcome.catch(() => undefined);
  const crash = (error: unknown) => {
    for (const listener of crashes) listener(error);
  };
  return { clock, signals, crash, crashes, lifetime, outcome };
}

async function said(outcome: ReturnType<typeof under>["outcome"]): Promise<string> {
  const stderr = new PassThrough({ encoding: "utf8" });
  await explain(await outcome, { stderr });
  return String(stderr.read() ?? "");
}

describe("a command that may take a minute", () => {
  test("exits as it does where it is over by then, and leaves no timer and no listener behind", async () => {
    const { clock, outcome, lifetime, signals, crashes } = under(60_000, Promise.resolve(3));
    expect(codeOf(await outcome)).toBe(3);
    expect(await said(outcome)).toBe("");
    lifetime.close();
    await clock.advance(0);
    expect([clock.sleepers(), signals.listening(), crashes.size]).toEqual([0, 0, 0]);
  });

  test("is given up then with 124, and says so", async () => {
    const { clock, outcome, lifetime } = under(60_000, never);
    await clock.advance(59_999);
    expect(lifetime.departure()).toEqual({ by: "ends" });
    await clock.advance(1);
    expect(codeOf(await outcome)).toBe(124);
    expect(await said(outcome)).toBe("aggwatch: timed out after 1m 00s\n");
  });

  test("fails as it does before", async () => {
    const { outcome } = under(60_000, Promise.reject(new RangeError("ours")));
    await expect(outcome).rejects.toThrow(new RangeError("ours"));
  });
});

test("a command without a limit takes as long as it takes", async () => {
  const { clock, outcome } = under(undefined, Promise.resolve(8));
  expect(codeOf(await outcome)).toBe(8);
  expect(clock.sleepers()).toBe(0);
});

describe("what ends a command", () => {
  test("is the first of all that would, and the reason of its signal", async () => {
    const { clock, signals, lifetime, outcome } = under(60_000, never);
    signals.send("SIGTERM");
    signals.send("SIGINT");
    lifetime.leave({ by: "quit" });
    await clock.advance(60_000);
    const departure = { by: "signal", signal: "SIGTERM" };
    expect(await outcome).toMatchObject({ departure });
    expect(lifetime.signal.reason).toEqual(new Departed(departure as Departed["departure"]));
    expect(codeOf(await outcome)).toBe(143);
    expect(clock.sleepers()).toBe(0);
  });

  test("is a bug where one comes on the way out, so that it is reported", async () => {
    const { signals, crash, outcome, lifetime } = under(undefined, never);
    signals.send("SIGTERM");
    crash(new RangeError("ours"));
    expect(lifetime.signal.reason).toMatchObject({ departure: { by: "signal" } });
    expect(codeOf(await outcome)).toBe(70);
    expect(await said(outcome)).toMatch(/this is a bug in aggwatch.*\nRangeError: ours/);
  });

  test("is no bug where the terminal is gone", async () => {
    const { crash, outcome } = under(undefined, never);
    crash(Object.assign(new Error("read EIO"), { code: "EIO", syscall: "read" }));
    expect(codeOf(await outcome)).toBe(129);
    expect(await said(outcome)).toBe("");
  });
});

describe("what still runs when the time is over", () => {
  const processing = live("Workday HR", "ACCOUNTS_COLLECTED");
  const otherwise = { kind: "COMPLETED", at: 0, isSeenRunning: true, tookMs: 1 } as const;
  const asking = checkingVerdict(live("Okta", "COMPLETED"), otherwise, { elapsed: 0, wall: 0 });

  test("is named, apart from what only misses its verdict", () => {
    const done = over(live("Box", "COMPLETED"), "COMPLETED");
    expect(timeoutLine(90_000, [processing, done, asking])).toBe(
      "timed out after 1m 30s; still running: Workday HR; verdict not known yet: Okta",
    );
    expect(timeoutLine(90_000, [done])).toBe("timed out after 1m 30s");
  });

  test("is one line, however many and however long", () => {
    const many = Array.from({ length: 100 }, (_, index) => live(`${index}`.repeat(200), "STARTED"));
    const line = timeoutLine(3_600_000, many);
    expect(line).toMatch(/^timed out after 1h 00m; still running: 0+….* and 90 more$/);
    expect(line.length).toBeLessThan(500);
  });
});

test("a command that watched nothing ends by itself, with the exit codes that it gives", () => {
  expect(nothingWatched(3)).toEqual({
    departure: { by: "ends" },
    watches: [],
    isStrict: false,
    besides: [3],
  });
  expect(codeOf(nothingWatched())).toBe(0);
});

test("a signal is heard of also once the command is being left for another reason", () => {
  const signals = inventedSignals();
  const lifetime = inventedLifetime({ onSignal: signals.onSignal });
  lifetime.leave({ by: "quit" });
  expect(lifetime.signaled.aborted).toBe(false);
  signals.send("SIGINT");
  expect(lifetime.signaled.aborted).toBe(true);
  expect(lifetime.departure()).toEqual({ by: "quit" });
});

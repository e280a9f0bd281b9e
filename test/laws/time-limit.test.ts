import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { inTime, type TimeLimit, withTimeLimit } from "../../src/commands/time-limit.ts";
import { timeoutLine } from "../../src/commands/timeout-line.ts";
import { inquiring } from "../../src/watch/inquiry.ts";
import { inventedClock } from "../support/invented-clock.ts";
import { live, over } from "../support/invented-watches.ts";

const never = new Promise<never>(() => undefined);

/** A command under a limit of a minute, or none. */
function under(ms: number | undefined, command: (limit: TimeLimit | undefined) => Promise<number>) {
  const clock = inventedClock();
  const said: string[] = [];
  const stderr = new Writable({
    write: (chunk, _, done) => {
      said.push(String(chunk));
      done();
    },
  });
  const host = { clock, stderr } as unknown as Parameters<typeof withTimeLimit>[1];
  const code = withTimeLimit(ms, host, command);
  // Whoever awaits it learns of a failure.
  code.catch(() => undefined);
  return { clock, said, code };
}

describe("a command that may take a minute", () => {
  test("exits as it does where it is over by then, and leaves no timer behind", async () => {
    const { clock, said, code } = under(60_000, () => Promise.resolve(3));
    expect(await code).toBe(3);
    expect(said).toEqual([]);
    expect(clock.sleepers()).toBe(0);
  });

  test("is given up then with 124, where it does not leave by itself", async () => {
    const { clock, said, code } = under(60_000, (limit) => inTime(limit, never));
    await clock.advance(59_999);
    expect(said).toEqual([]);
    await clock.advance(1);
    expect(await code).toBe(124);
    expect(said).toEqual(["aggwatch: timed out after 1m 00s\n"]);
  });

  test("says itself what still runs, where it leaves by itself", async () => {
    const { clock, said, code } = under(60_000, async (limit) => {
      await inTime(limit, never).catch(() => undefined);
      return 124;
    });
    await clock.advance(60_000);
    expect(await code).toBe(124);
    expect(said).toEqual([]);
  });

  test("fails as it does before", async () => {
    const { code } = under(60_000, () => Promise.reject(new RangeError("ours")));
    await expect(code).rejects.toThrow(new RangeError("ours"));
  });
});

test("a command without a limit takes as long as it takes", async () => {
  const { clock, code } = under(undefined, (limit) => inTime(limit, Promise.resolve(8)));
  expect(await code).toBe(8);
  expect(clock.sleepers()).toBe(0);
});

describe("what still runs when the time is over", () => {
  const processing = live("Workday HR", "ACCOUNTS_COLLECTED");
  const otherwise = { kind: "COMPLETED", at: 0, isSeenRunning: true, tookMs: 1 } as const;
  const asking = inquiring(live("Okta", "COMPLETED"), otherwise, { elapsed: 0, wall: 0 });

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

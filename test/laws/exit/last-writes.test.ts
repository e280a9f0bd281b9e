import { describe, expect, test } from "vitest";
import { createLastWrites } from "../../../src/exit/last-writes.ts";
import { inventedClock } from "../../support/invented/clock.ts";

const never = () => new Promise<never>(() => undefined);

function writing() {
  const clock = inventedClock();
  const said: string[] = [];
  return { clock, said, ...createLastWrites(clock, (line) => void said.push(line)) };
}

describe("what is written after the outcome", () => {
  test("is waited for, and leaves no timer behind", async () => {
    const { clock, said, wait } = writing();
    expect(await wait("the summary", () => Promise.resolve(3))).toBe(3);
    expect(said).toEqual([]);
    expect(clock.sleepers()).toBe(0);
  });

  test("is given up after 5 s, which is said", async () => {
    const { clock, said, wait } = writing();
    let given: AbortSignal | undefined;
    const waited = wait("the summary", (signal) => {
      given = signal;
      return never();
    });
    await clock.advance(4999);
    expect(said).toEqual([]);
    await clock.advance(1);
    expect(await waited).toBeUndefined();
    expect(said).toEqual([
      "aggwatch: the summary could not be written in time, and was given up\n",
    ]);
    expect(given?.aborted).toBe(true);
  });

  test("has these 5 s together, and each a moment at least", async () => {
    const { clock, said, wait } = writing();
    const first = wait("the run history", never);
    await clock.advance(5000);
    await first;
    const second = wait("the recording", never);
    await clock.advance(249);
    expect(said).toHaveLength(1);
    await clock.advance(1);
    expect(await second).toBeUndefined();
    expect(said).toHaveLength(2);
  });

  test("has a moment more once the command is to end meanwhile", async () => {
    const { clock, said, wait } = writing();
    const life = new AbortController();
    const waited = wait("the recording", never, life.signal);
    life.abort();
    await clock.advance(249);
    expect(said).toHaveLength(0);
    await clock.advance(1);
    expect(await waited).toBeUndefined();
    expect(said).toHaveLength(1);
  });

  test("has its time all the same where that was what ended the watch", async () => {
    const { wait } = writing();
    const written = wait("the recording", () => Promise.resolve("all"), AbortSignal.abort());
    expect(await written).toBe("all");
  });

  test("fails as it does by then", async () => {
    const { wait } = writing();
    await expect(wait("it", () => Promise.reject(new RangeError("full")))).rejects.toThrow("full");
  });
});

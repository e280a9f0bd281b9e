import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { unlessAborted } from "../../../src/time/unless-aborted.ts";

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

beforeEach(() => {
  unhandled.length = 0;
  process.on("unhandledRejection", note);
});
afterEach(() => process.off("unhandledRejection", note));

const given = new Error("given up");

describe("work that is waited for", () => {
  test("has its result, or fails as it did", async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(Promise.resolve(7), signal)).toBe(7);
    const failure = new RangeError("ours");
    await expect(unlessAborted(Promise.reject(failure), signal)).rejects.toBe(failure);
  });

  test.for(["before", "meanwhile"] as const)(
    "is nobody's once the signal is aborted, %s: its failure ends no program",
    async (when) => {
      const leave = new AbortController();
      if (when === "before") leave.abort(given);
      const work = Promise.withResolvers<never>();
      const waiting = unlessAborted(work.promise, leave.signal);
      leave.abort(given);
      await expect(waiting).rejects.toBe(given);
      work.reject(new Error("refused"));
      await setImmediate();
      expect(unhandled).toEqual([]);
    },
  );

  test("is given up where the signal is aborted already, even if it is done", async () => {
    const signal = AbortSignal.abort(given);
    await expect(unlessAborted(Promise.resolve(7), signal)).rejects.toBe(given);
  });
});

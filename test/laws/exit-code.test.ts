import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Departure, exitCode } from "../../src/output/exit-code.ts";
import type { Ending } from "../../src/watch/ending.ts";

const said = (kind: "COMPLETED" | "CANCELLED" | "TERMINATED"): Ending => ({
  kind,
  at: 0,
  isSeenRunning: true,
  tookMs: undefined,
});
const refused = (httpStatus: number): Ending => ({
  kind: "REFUSED",
  at: 0,
  httpStatus,
  text: "",
  requestId: undefined,
});
const completed = said("COMPLETED");
const expired: Ending = { kind: "EXPIRED", at: 0, lastAnswerAt: 0, isHourLater: false };
const notFound: Ending = { kind: "NOT_FOUND", at: 0 };
const signInRefused: Ending = { kind: "SIGN_IN_REFUSED", at: 0, text: "" };
const running = undefined;

const ends: Departure = { by: "ends" };
const quit: Departure = { by: "quit" };

describe("one id", () => {
  test.for([
    [0, completed],
    [1, said("CANCELLED")],
    [1, said("TERMINATED")],
    [3, expired],
    [3, notFound],
    [3, refused(400)],
    [3, refused(301)],
    [4, refused(403)],
    [4, signInRefused],
    [8, running],
  ] as const)("%i for %o", ([code, ending]) => {
    expect(exitCode(running === ending ? quit : ends, [ending])).toBe(code);
  });
});

test("several ids: 4 before 1 before 3 before 8 before 0", () => {
  expect(exitCode(quit, [completed, running, expired, said("CANCELLED"), signInRefused])).toBe(4);
  expect(exitCode(quit, [completed, running, expired, said("CANCELLED")])).toBe(1);
  expect(exitCode(quit, [completed, running, expired])).toBe(3);
  expect(exitCode(quit, [completed, running])).toBe(8);
  expect(exitCode(quit, [completed])).toBe(0);
});

test("a signal decides before the ids do", () => {
  expect(exitCode({ by: "signal", signal: "SIGHUP" }, [completed])).toBe(129);
  expect(exitCode({ by: "signal", signal: "SIGINT" }, [signInRefused])).toBe(130);
  expect(exitCode({ by: "signal", signal: "SIGTERM" }, [running])).toBe(143);
});

test("a bug of ours decides before everything else", () => {
  expect(exitCode({ by: "bug", error: new Error("ours") }, [completed])).toBe(70);
});

test("a closed pipe counts like q: 8 while something ran", () => {
  expect(exitCode({ by: "pipe" }, [running])).toBe(8);
  expect(exitCode({ by: "pipe" }, [completed])).toBe(0);
});

test("property: the order of the ids does not matter", () => {
  const ending = fc.constantFrom(completed, said("TERMINATED"), expired, refused(403), running);
  fc.assert(
    fc.property(fc.array(ending, { maxLength: 6 }), (endings) => {
      expect(exitCode(quit, endings.toReversed())).toBe(exitCode(quit, endings));
    }),
  );
});

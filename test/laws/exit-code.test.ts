import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Departure, exitCode } from "../../src/output/exit-code.ts";
import type { Ending } from "../../src/watch/ending.ts";
import type { TaskVerdict } from "../../src/watch/verdict.ts";

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
const unreadable: TaskVerdict = { kind: "UNREADABLE", reason: "404, no such task" };
const expired: Ending = { kind: "EXPIRED", at: 0, lastAnswerAt: 0, isHourLater: false };
const notFound: Ending = { kind: "NOT_FOUND", at: 0, verdict: unreadable };
const signInRefused: Ending = { kind: "SIGN_IN_REFUSED", at: 0, text: "" };
const running = undefined;

/** COMPLETED, and what its task said. */
function completed(kind: Exclude<TaskVerdict["kind"], "UNREADABLE">): Ending {
  return { ...said("COMPLETED"), verdict: { kind, messages: [] } } as Ending;
}
const unread = { ...said("COMPLETED"), verdict: unreadable } as Ending;

const ends: Departure = { by: "ends" };
const quit: Departure = { by: "quit" };

/** What one id comes to: the code, and the code with `--strict`. */
const outcomes: readonly (readonly [0 | 1 | 3 | 4 | 8, 0 | 1 | 3 | 4 | 8, Ending | undefined])[] = [
  [0, 0, completed("SUCCESS")],
  [0, 1, completed("WARNING")],
  [1, 1, completed("ERROR")],
  [1, 1, completed("TERMINATED")],
  [1, 1, completed("TEMP_ERROR")],
  [0, 3, unread],
  [0, 3, said("COMPLETED")],
  [1, 1, said("CANCELLED")],
  [1, 1, said("TERMINATED")],
  [3, 3, expired],
  [3, 3, notFound],
  [3, 3, refused(400)],
  [3, 3, refused(301)],
  [4, 4, refused(403)],
  [4, 4, signInRefused],
  [8, 8, running],
];

describe("one id", () => {
  test.for(outcomes)("%i, with --strict %i, for %o", ([code, strictCode, ending]) => {
    const departure = running === ending ? quit : ends;
    expect(exitCode(departure, [ending], false)).toBe(code);
    expect(exitCode(departure, [ending], true)).toBe(strictCode);
  });
});

test("an end that only the task has told of counts as one that was seen", () => {
  const found = { ...completed("ERROR"), isSeenRunning: false, taskEndedAt: 0 } as Ending;
  expect(exitCode(ends, [found], false)).toBe(1);
  expect(exitCode(ends, [{ ...completed("SUCCESS"), taskEndedAt: 0 } as Ending], true)).toBe(0);
});

test("property: of several ids the first in the order 4, 1, 3, 8 decides, in whatever order", () => {
  const some = fc.array(fc.constantFrom(...outcomes), { maxLength: 6 });
  fc.assert(
    fc.property(some, fc.boolean(), (chosen, isStrict) => {
      const codes = chosen.map(([code, strictCode]) => (isStrict ? strictCode : code));
      const expected = [4, 1, 3, 8].find((code) => codes.some((one) => one === code)) ?? 0;
      const endings = chosen.map(([, , ending]) => ending);
      expect(exitCode(quit, endings, isStrict)).toBe(expected);
      expect(exitCode(quit, endings.toReversed(), isStrict)).toBe(expected);
    }),
  );
});

test("property: what is not strict never exits with a code that is worse than what is", () => {
  const badness = [0, 8, 3, 1, 4];
  const some = fc.array(fc.constantFrom(...outcomes), { maxLength: 6 });
  fc.assert(
    fc.property(some, (chosen) => {
      const endings = chosen.map(([, , ending]) => ending);
      const [lax, strict] = [exitCode(quit, endings, false), exitCode(quit, endings, true)];
      expect(badness.indexOf(lax)).toBeLessThanOrEqual(badness.indexOf(strict));
    }),
  );
});

test("a signal decides before the ids do", () => {
  expect(exitCode({ by: "signal", signal: "SIGHUP" }, [completed("SUCCESS")], false)).toBe(129);
  expect(exitCode({ by: "signal", signal: "SIGINT" }, [signInRefused], false)).toBe(130);
  expect(exitCode({ by: "signal", signal: "SIGTERM" }, [running], true)).toBe(143);
});

test("a bug of ours decides before everything else", () => {
  const bug: Departure = { by: "bug", error: new Error("ours") };
  expect(exitCode(bug, [completed("SUCCESS")], false)).toBe(70);
});

test("a closed pipe counts like q: 8 while something ran", () => {
  expect(exitCode({ by: "pipe" }, [running], false)).toBe(8);
  expect(exitCode({ by: "pipe" }, [completed("SUCCESS")], false)).toBe(0);
});

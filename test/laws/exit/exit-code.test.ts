import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Departure,
  departureAt,
  exitCode,
  type LeavingSignal,
  leavingSignals,
  signalOf,
  worstOf,
} from "../../../src/exit/exit-code.ts";
import { exitCodes } from "../../../src/exit/exit-code-table.ts";
import type { Ending } from "../../../src/watch/model/ending.ts";
import type { TaskVerdict } from "../../../src/watch/model/verdict.ts";

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
const givenUp: Ending = {
  kind: "GIVEN_UP",
  at: 0,
  reason: "ECONNRESET",
  tries: 9,
  since: 0,
  lastAnswerAt: undefined,
  requestId: undefined,
};
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
  [3, 3, givenUp],
  [3, 3, refused(400)],
  [3, 3, refused(301)],
  [3, 3, refused(410)],
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

test("of what the API refuses only 403 is a matter of rights: all else is an outcome not seen", () => {
  const statuses = Array.from({ length: 200 }, (_, index) => 300 + index);
  const withFour = statuses.filter((status) => exitCode(ends, [refused(status)], false) === 4);
  expect(withFour).toEqual([403]);
  expect(new Set(statuses.map((status) => exitCode(ends, [refused(status)], true)))).toEqual(
    new Set([3, 4]),
  );
});

test("an end that only the task has told of counts as one that was seen", () => {
  const unseen = { ...completed("ERROR"), isSeenRunning: false, taskEndedAt: 0 } as const;
  const found = { ...unseen, kind: "FAILED" } as Ending;
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

test("property: of what is no id the same order decides, and 5 stands before 8", () => {
  const order = [124, 4, 1, 3, 5, 8, 0];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...order)), (codes) => {
      expect(worstOf(codes)).toBe(order.find((code) => codes.includes(code)) ?? 0);
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

describe("leaving early", () => {
  test("by --timeout is 124, whatever the ids", () => {
    const timeout: Departure = { by: "timeout", afterMs: 60_000 };
    expect(exitCode(timeout, [running], false)).toBe(124);
    expect(exitCode(timeout, [signInRefused, completed("ERROR")], true)).toBe(124);
    expect(exitCode(timeout, [], false)).toBe(124);
  });

  test.for(["any", "failFast"] as const)("by %s counts the ended ids only", (by) => {
    expect(exitCode({ by }, [completed("SUCCESS"), running], false)).toBe(0);
    expect(exitCode({ by }, [running, expired, running], false)).toBe(3);
    expect(exitCode({ by }, [completed("WARNING"), running], true)).toBe(1);
  });

  const never = { any: false, failFast: false };

  test.for(outcomes.filter(([, , ending]) => ending !== undefined))(
    "at an end of %i, with --strict %i",
    ([code, strictCode, ending = signInRefused]) => {
      for (const strict of [false, true]) {
        const isBad = (strict ? strictCode : code) !== 0;
        const failFast = isBad ? { by: "failFast" } : undefined;
        expect(departureAt(ending, { ...never, strict })).toBeUndefined();
        expect(departureAt(ending, { ...never, any: true, strict })).toEqual({ by: "any" });
        expect(departureAt(ending, { ...never, failFast: true, strict })).toEqual(failFast);
      }
    },
  );
});

/** An ending of each kind, by the words of the table. */
const kinds = {
  "COMPLETED, SUCCESS": completed("SUCCESS"),
  "COMPLETED, WARNING": completed("WARNING"),
  "COMPLETED, ERROR": completed("ERROR"),
  "COMPLETED, TERMINATED": completed("TERMINATED"),
  "COMPLETED, TEMP_ERROR": completed("TEMP_ERROR"),
  "COMPLETED, unreadable": unread,
  "COMPLETED, not asked": said("COMPLETED"),
  FAILED: { ...completed("ERROR"), kind: "FAILED" } as Ending,
  CANCELLED: said("CANCELLED"),
  TERMINATED: said("TERMINATED"),
  expired,
  "not found": notFound,
  "given up": givenUp,
  "400": refused(400),
  "403": refused(403),
  "401 after renewal": signInRefused,
  running,
} as const satisfies Record<string, Ending | undefined>;

type Kind = keyof typeof kinds;

const departures: readonly Departure[] = [
  { by: "bug", error: undefined },
  { by: "signal", signal: "SIGHUP" },
  { by: "signal", signal: "SIGINT" },
  { by: "signal", signal: "SIGTERM" },
  { by: "timeout", afterMs: 1 },
  { by: "ends" },
  { by: "quit" },
  { by: "pipe" },
  { by: "any" },
  { by: "failFast" },
];

const ofSignals: Readonly<Record<LeavingSignal, number>> = {
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143,
};

/** The code as the table of exit codes says it, word by word. */
function byTheTable(departure: Departure, ids: ReadonlySet<Kind>, isStrict: boolean): number {
  const isAny = (...some: readonly Kind[]) => some.some((kind) => ids.has(kind));
  const isEarly = departure.by === "any" || departure.by === "failFast";
  if (departure.by === "bug") return 70;
  if (departure.by === "signal") return ofSignals[departure.signal];
  if (departure.by === "timeout") return 124;
  if (isAny("401 after renewal", "403")) return 4;
  if (isAny("CANCELLED", "TERMINATED", "FAILED")) return 1;
  if (isAny("COMPLETED, ERROR", "COMPLETED, TERMINATED", "COMPLETED, TEMP_ERROR")) return 1;
  if (isStrict && isAny("COMPLETED, WARNING")) return 1;
  if (isAny("expired", "not found", "400", "given up")) return 3;
  if (isStrict && isAny("COMPLETED, unreadable", "COMPLETED, not asked")) return 3;
  return isAny("running") && !isEarly ? 8 : 0;
}

const allKinds = Object.keys(kinds) as Kind[];

/** Every set of kinds. */
function* combinations(): Generator<readonly Kind[]> {
  for (let bits = 0; bits < 2 ** allKinds.length; bits += 1) {
    yield allKinds.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1);
  }
}

test("every departure with every combination of endings exits as the table says", () => {
  const wrong: object[] = [];
  const seen = new Set<number>();
  for (const ids of combinations()) {
    const set = new Set(ids);
    const endings = ids.map((kind) => kinds[kind]);
    for (const departure of departures) {
      for (const isStrict of [false, true]) {
        const code = exitCode(departure, endings, isStrict);
        seen.add(code);
        if (code !== byTheTable(departure, set, isStrict)) wrong.push({ departure, ids, code });
      }
    }
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  // 2 and 5 stand for what ends before anything is watched.
  const told = exitCodes.flatMap(({ codes }) => codes).filter((code) => code !== 2 && code !== 5);
  expect([...seen].toSorted((one, other) => one - other)).toEqual(told);
});

test("a signal is told from its exit code, and no other code stands for one", () => {
  const signals = Array.from({ length: 256 }, (_, code) => signalOf(code)).filter(Boolean);
  expect(signals).toEqual(["SIGHUP", "SIGINT", "SIGTERM"]);
  for (const signal of leavingSignals) {
    expect(signalOf(exitCode({ by: "signal", signal }, [], false))).toBe(signal);
  }
});

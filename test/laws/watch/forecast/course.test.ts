import { describe, expect, test } from "vitest";
import { type Counters, noCounters } from "../../../../src/api/endpoints/counters.ts";
import { randomOf } from "../../../../src/simulator/timeline/random.ts";
import type { Course } from "../../../../src/watch/forecast/course.ts";
import { newForecast, observe } from "../../../../src/watch/forecast/forecast.ts";
import { drawRun } from "../../../bench/sources/draw-run.ts";
import { earlierRunOf } from "../../../bench/sources/earlier-run.ts";
import { knownKinds } from "../../../bench/sources/kinds.ts";
import { drawSource } from "../../../bench/sources/source.ts";
import { polled } from "../../../bench/traces/polling.ts";
import { accounts, identities } from "../../../support/invented/answers.ts";

const second = 1000;
const minute = 60 * second;
const epoch = Date.parse("2026-11-23T14:00:00Z");
const options = { stallAfterMs: undefined, intervalMs: 5 * second };

/** One answer: when, its counters, its status; and by how much the machine has slept so far. */
type Poll = readonly [
  atMs: number,
  counters: Partial<Counters>,
  status?: "STARTED" | "ACCOUNTS_COLLECTED" | "RETRIED" | "COMPLETED",
  sleptMs?: number,
];

function courseOf(polls: readonly Poll[]): Course | undefined {
  return polls.reduce((forecast, [at, counters, status = "ACCOUNTS_COLLECTED", sleptMs = 0]) => {
    const wall = epoch + at + sleptMs;
    const answer = { status, counters: { ...noCounters, ...counters } };
    return observe(forecast, { ...answer, answeredAt: wall, receivedAt: wall }, at, options);
  }, newForecast()).course;
}

/** A poll every 5 s from one moment to before another. */
function every(from: number, to: number, counters: (at: number) => Partial<Counters>): Poll[] {
  return Array.from({ length: (to - from) / (5 * second) }, (_, index) => {
    const at = from + index * 5 * second;
    return [at, counters(at)];
  });
}

/** So many each 10 s, from a moment on. */
const counted = (each: number, total: number, from = 0) => {
  return (at: number) => {
    const batches = Math.floor(Math.max(0, at - from) / (10 * second));
    return Math.min(total, each * batches);
  };
};
const started: Poll = [-5 * second, {}, "STARTED"];
const ten = counted(10, 600);
const tenAccounts = (at: number) => accounts(ten(at), 600);
const closed = accounts(600, 600);
/** The last of 60 batches comes after 10 min; COMPLETED 20 s later. */
const atEnd = 10 * minute + 20 * second;
const completed: Poll = [atEnd, closed, "COMPLETED"];
const whole = { total: 600, tookMs: 10 * minute };

describe("the course of a run that COMPLETED", () => {
  test("is its counters' time from a usual gap before the first count to the last, in even quarters", () => {
    expect(courseOf([started, ...every(0, atEnd, tenAccounts), completed])).toEqual({
      accounts: { ...whole, quarters: [0.25, 0.5, 0.75].map((share) => expect.closeTo(share, 2)) },
      identities: undefined,
      beginShare: undefined,
      tailMs: 20 * second,
      longestGapMs: 10 * second,
    });
  });

  test("has the quarters of a run that begins slowly", () => {
    const slow = (at: number) => accounts(Math.floor(600 * (at / (10 * minute)) ** 2), 600);
    const polls = [started, ...every(0, 10 * minute, slow), [10 * minute, closed, "COMPLETED"]];
    const [quarter, half, threeQuarters] = courseOf(polls as Poll[])?.accounts?.quarters ?? [];
    expect(quarter).toBeCloseTo(Math.sqrt(0.25), 1);
    expect(half).toBeCloseTo(Math.sqrt(0.5), 1);
    expect(threeQuarters).toBeCloseTo(Math.sqrt(0.75), 1);
  });

  test("has no quarters of a few batches, which say where a rate lies and not how it changes", () => {
    const few = (at: number) => accounts(Math.min(600, 100 * Math.floor(at / (50 * second))), 600);
    const { accounts: own } = courseOf([started, ...every(0, atEnd, few), completed]) ?? {};
    expect(own).toEqual({ total: 600, tookMs: 5 * minute });
  });

  test("has the identities' own time, and the share of accounts that was done when they began", () => {
    const after = counted(20, 400, 4 * minute);
    const both = (at: number) => ({ ...tenAccounts(at), ...identities(after(at), 400) });
    const end: Poll = [atEnd, both(atEnd), "COMPLETED"];
    expect(courseOf([started, ...every(0, atEnd, both), end])).toMatchObject({
      accounts: whole,
      identities: { total: 400, tookMs: 200 * second },
      // At the first rise of the identities, ten seconds after they began.
      beginShare: 250 / 600,
    });
  });

  test("has the identities' time where their total is unknown until they begin", () => {
    const after = counted(20, 400, 4 * minute);
    const both = (at: number) => {
      const own = after(at);
      return { ...tenAccounts(at), ...identities(own, own > 0 ? 400 : 0) };
    };
    const end: Poll = [atEnd, both(atEnd), "COMPLETED"];
    const course = courseOf([started, ...every(0, atEnd, both), end]);
    // The batch that is the first seen is dated to the answer before.
    expect(course?.identities).toMatchObject({ total: 400, tookMs: 195 * second });
    expect(course?.beginShare).toBeCloseTo(250 / 600, 10);
  });

  test("has the last counts, though only the answer with COMPLETED has them", () => {
    const polls = every(0, 10 * minute, tenAccounts);
    const end: Poll = [10 * minute, closed, "COMPLETED"];
    expect(courseOf([started, ...polls, end])).toMatchObject({ accounts: whole, tailMs: 0 });
  });

  test("has the total to which it has grown", () => {
    const growing = (at: number) => accounts(ten(at), at < 5 * minute ? 400 : 600);
    const course = courseOf([started, ...every(0, atEnd, growing), completed]);
    expect(course?.accounts).toMatchObject(whole);
  });

  test("is its tail alone where nothing has changed", () => {
    const none = () => accounts(0, 0);
    const end: Poll = [minute, none(), "COMPLETED"];
    expect(courseOf([started, ...every(0, minute, none), end])).toEqual({
      accounts: undefined,
      identities: undefined,
      beginShare: undefined,
      tailMs: minute,
      longestGapMs: undefined,
    });
  });

  test("is unknown of a run that was not seen being processed", () => {
    expect(courseOf([completed])).toBeUndefined();
    expect(courseOf([started, completed])).toBeUndefined();
    expect(courseOf([[0, tenAccounts(0)], [5 * second, {}, "RETRIED"], completed])).toBeUndefined();
  });
});

describe("a counter tells of its course only what was seen whole:", () => {
  test("not one that was joined late", () => {
    const late = courseOf([...every(2 * minute, atEnd, tenAccounts), completed]);
    expect(late).toMatchObject({ accounts: undefined, longestGapMs: undefined });
    expect(late?.tailMs).toBe(20 * second);
  });

  test("one that was past 0 at the first answer after reading, as a quick one is", () => {
    const quick = (at: number) => accounts(ten(at + 20 * second), 600);
    const course = courseOf([started, ...every(0, atEnd, quick), completed]);
    expect(course?.accounts?.tookMs).toBe(9 * minute + 45 * second);
  });

  test("one whose first count was awaited from the first answer on", () => {
    expect(courseOf([...every(0, atEnd, tenAccounts), completed])?.accounts).toMatchObject(whole);
  });

  test("one that leaves out a tenth, and none that leaves out more", () => {
    const short = (total: number) => {
      const own = (at: number) => accounts(ten(at), total);
      return courseOf([started, ...every(0, atEnd, own), [atEnd, own(atEnd), "COMPLETED"]]);
    };
    expect(short(660)?.accounts).toMatchObject({ total: 660, tookMs: 10 * minute });
    expect(short(670)?.accounts).toBeUndefined();
    expect(short(670)?.tailMs).toBe(20 * second);
  });

  test("not one that falls and goes on from there, and one that starts over at 0", () => {
    const from = (rest: number) => (at: number) => {
      return accounts(at < minute ? ten(at) : Math.min(600, rest + ten(at - minute)), 600);
    };
    const after = (rest: number) =>
      courseOf([started, ...every(0, 12 * minute, from(rest)), [12 * minute, closed, "COMPLETED"]]);
    expect(after(10)?.accounts).toBeUndefined();
    expect(after(0)?.accounts).toMatchObject(whole);
  });

  test("not one that goes on after RETRIED, and one that starts over at 0", () => {
    const retried: Poll = [5 * minute, {}, "RETRIED"];
    const before = every(0, 5 * minute, tenAccounts);
    const from = 5 * minute + 5 * second;
    const on = [started, ...before, retried, ...every(from, atEnd, tenAccounts), completed];
    expect(courseOf(on)?.accounts).toBeUndefined();
    const again = (at: number) => tenAccounts(at - from);
    const end: Poll = [from + atEnd, closed, "COMPLETED"];
    const over = [started, ...before, retried, ...every(from, from + atEnd, again), end];
    expect(courseOf(over)?.accounts).toMatchObject(whole);
  });
});

describe("time in which no answer came, as in a pause,", () => {
  const seenBut = (from: number, to: number) => {
    const polls = [started, ...every(0, atEnd, tenAccounts), completed];
    return courseOf(polls.filter(([at]) => at < from || at >= to));
  };

  test("is work, and no gap of the run", () => {
    const course = seenBut(3 * minute, 6 * minute);
    expect(course).toMatchObject({ accounts: whole, longestGapMs: 10 * second });
  });

  test("leaves the course unknown where the counter began in it", () => {
    expect(seenBut(5 * second, 3 * minute)?.accounts).toBeUndefined();
    expect(seenBut(0, 3 * minute)).toMatchObject({ accounts: undefined, tailMs: 20 * second });
  });

  test("leaves the course and the tail unknown where the counter ended in it", () => {
    expect(seenBut(7 * minute, atEnd)).toMatchObject({ accounts: undefined, tailMs: undefined });
  });

  test("leaves the tail alone unknown where all had been counted before", () => {
    const late: Poll = [20 * minute, closed, "COMPLETED"];
    const course = courseOf([started, ...every(0, atEnd, tenAccounts), late]);
    expect(course).toMatchObject({ accounts: whole, tailMs: undefined });
  });

  test("is that in which the machine slept as well", () => {
    const awake = every(0, 5 * minute, tenAccounts);
    const wakes: Poll = [5 * minute, closed, "COMPLETED", 60 * minute];
    expect(courseOf([started, ...awake, wakes])).toBeUndefined();
  });
});

test("a stall is no time of the counter, and no gap of it", () => {
  const stallMs = 40 * minute;
  const own = (at: number) => {
    return accounts(ten(at < 5 * minute ? at : Math.max(5 * minute, at - stallMs)), 600);
  };
  const end: Poll = [atEnd + stallMs, closed, "COMPLETED"];
  const course = courseOf([started, ...every(0, atEnd + stallMs, own), end]);
  expect(course?.accounts?.tookMs).toBeLessThan(11 * minute);
  expect(course?.longestGapMs).toBe(10 * second);
});

describe.each(knownKinds)("of a source $name", (kind) => {
  test.each([3, 15, 60])("of %d min the course is what all that happened says", (lengthMin) => {
    const key = ["course", kind.name, lengthMin];
    const source = drawSource(randomOf("source", ...key), kind, lengthMin * minute);
    const job = drawRun(randomOf("run", ...key), source, { differ: 1, slower: 1 });
    const polls = polled(randomOf("polls", ...key), job, undefined);
    const course = courseOf(
      polls.map(({ atMs, answer }): Poll => {
        const { status = "STARTED", counters = {} } = answer ?? {};
        return [atMs, counters, status];
      }),
    );
    const truth = earlierRunOf(job);
    for (const name of ["accounts", "identities"] as const) {
      expect(course?.[name]?.total).toBe(truth[name]?.total);
      const logs = [course, truth].map((of) => Math.log(of?.[name]?.tookMs ?? 1));
      expect(Math.abs((logs[0] ?? 0) - (logs[1] ?? 0))).toBeLessThan(0.15);
    }
    expect(course?.beginShare).toBe(truth.beginShare);
    expect(Math.abs((course?.tailMs ?? 0) - truth.tailMs)).toBeLessThan(2 * second);
  });
});

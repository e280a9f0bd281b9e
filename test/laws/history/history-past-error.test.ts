import { describe, expect, test } from "vitest";
import { noCourse } from "../../../src/history/course-of-run.ts";
import { pastErrorOf } from "../../../src/history/past-error.ts";
import type { Run } from "../../../src/history/run.ts";
import { sourceHistories } from "../../../src/history/source-history.ts";
import { trendOf } from "../../../src/history/trend.ts";

/** A run of 100 ms. */
function run(changes: Partial<Run> = {}): Run {
  return {
    endedAt: 0,
    tenant: "acme.api.identitynow.com",
    id: "a",
    source: "HR",
    ending: "COMPLETED",
    verdict: "SUCCESS",
    collectingMs: 20,
    processingMs: 80,
    tookMs: 100,
    totalAccounts: 10,
    totalIdentities: 0,
    totalAccountsMarkedForDeletion: 0,
    ...noCourse,
    ...changes,
  };
}

const told = (atMs: number, leftMs: number, leastMs = leftMs, mostMs = leftMs) => ({
  atMs,
  leftMs,
  leastMs,
  mostMs,
});

describe("the forecast's past error", () => {
  test("is the part of the true time left by which what was told was wrong, either way", () => {
    const quarters = [told(20, 100), told(20, 60)].map((toldAtQuarter) => run({ toldAtQuarter }));
    for (const one of quarters) expect(pastErrorOf([one])).toMatchObject({ atQuarter: 0.25 });
    expect(pastErrorOf([run({ toldAtHalf: told(50, 50) })])).toEqual({
      atQuarter: undefined,
      atHalf: 0,
      runs: 1,
      ranges: 1,
      held: 1,
    });
  });

  test("is the median of the runs of which any was told", () => {
    const lefts = [50, 60, 100];
    const runs = [run(), ...lefts.map((left) => run({ toldAtHalf: told(50, left) })), run()];
    expect(pastErrorOf(runs)).toMatchObject({ atHalf: 0.2, runs: 3 });
  });

  test("is that of the last ten", () => {
    const old = Array.from({ length: 9 }, () => run({ toldAtHalf: told(50, 500) }));
    const last = Array.from({ length: 10 }, () => run({ toldAtHalf: told(50, 55) }));
    expect(pastErrorOf([...old, ...last])).toMatchObject({ atHalf: expect.closeTo(0.1), runs: 10 });
  });

  test("counts the ranges that held, their ends included", () => {
    const ranges = [
      [50, 60],
      [40, 50],
      [51, 90],
      [10, 49],
    ] as const;
    const runs = ranges.map(([least, most]) => run({ toldAtHalf: told(50, 45, least, most) }));
    expect(pastErrorOf(runs)).toMatchObject({ ranges: 4, held: 2 });
  });

  test("is unknown where none was told, or how long the run took", () => {
    expect(pastErrorOf([])).toBeUndefined();
    expect(pastErrorOf([run()])).toBeUndefined();
    expect(pastErrorOf([run({ tookMs: undefined, toldAtHalf: told(50, 50) })])).toBeUndefined();
    expect(pastErrorOf([run({ tookMs: 50, toldAtHalf: told(50, 50) })])).toBeUndefined();
  });
});

describe("a trend", () => {
  test("is the median of the last runs beside that of those before, up to five of each", () => {
    expect(trendOf([1, 1, 9, 2, 2, 50])).toEqual({ runs: 3, beforeMs: 1, recentMs: 2 });
    expect(trendOf([9, 9, 9, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2])).toEqual({
      runs: 5,
      beforeMs: 1,
      recentMs: 2,
    });
    expect(trendOf([7, 1, 1, 1, 2, 2, 2])).toEqual({ runs: 3, beforeMs: 1, recentMs: 2 });
  });

  test("is unknown with fewer than six runs, or where they took no time", () => {
    expect(trendOf([1, 2, 3, 4, 5])).toBeUndefined();
    expect(trendOf([0, 0, 0, 0, 0, 0])).toBeUndefined();
  });
});

test("what is told of a source is told by runs that COMPLETED without errors", () => {
  const six = Array.from({ length: 6 }, (_, endedAt) => run({ endedAt }));
  const bad = run({ verdict: "ERROR", tookMs: 5000, toldAtHalf: told(50, 50) });
  const [history] = sourceHistories([...six, bad]);
  expect(history?.runs.map(({ tookMs }) => tookMs)).toEqual([5000, 100, 100, 100, 100, 100, 100]);
  expect(history).toMatchObject({
    usual: { took: { medianMs: 100, runs: 6 } },
    trend: { runs: 3, recentMs: 100, beforeMs: 100 },
    pastError: undefined,
  });
});

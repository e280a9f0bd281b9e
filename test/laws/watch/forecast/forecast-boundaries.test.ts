import { describe, expect, test } from "vitest";
import { noCounters } from "../../../../src/api/endpoints/counters.ts";
import { believedRate } from "../../../../src/watch/forecast/believed-rate.ts";
import {
  beginOf,
  type CounterTrack,
  followCounter,
  overallSlope,
  remaining,
  slope,
  stillWaiting,
} from "../../../../src/watch/forecast/counter-track.ts";
import { counterLeft } from "../../../../src/watch/forecast/counter-left.ts";
import { followFinish, rangeAt } from "../../../../src/watch/forecast/finish.ts";
import {
  isKnown,
  newForecast,
  observe,
  staleAfterMs,
} from "../../../../src/watch/forecast/forecast.ts";
import { quantile } from "../../../../src/watch/forecast/quantile.ts";
import { longestTailMs, stalledMs } from "../../../../src/watch/forecast/stall.ts";
import { usualOf } from "../../../../src/watch/forecast/usual.ts";
import { accounts, identities } from "../../../support/invented/answers.ts";

const second = 1000;
const minute = 60 * second;

test.for<readonly [readonly number[], number | undefined]>([
  [[], undefined],
  [[7], 7],
  [[9, 1], 5],
  [[10, 1, 9], 9],
  [[100, 1, 20, 9], 14.5],
])("the median of %j is %s", ([values, expected]) => {
  expect(quantile(values, 0.5)).toBe(expected);
});

describe("the believed rate", () => {
  test("is the overall one while the two are alike, up to a logarithm of 0.08", () => {
    for (const apart of [-0.08, -0.05, 0, 0.05, 0.08]) {
      expect(believedRate(2 * Math.exp(apart), 2)).toBeCloseTo(2, 10);
    }
  });

  test("is the recent one from a logarithm of 0.28 on, and at a standstill", () => {
    for (const apart of [-1, -0.28, 0.28, 3]) {
      const recent = 2 * Math.exp(apart);
      expect(believedRate(recent, 2)).toBeCloseTo(recent, 10);
    }
    expect(believedRate(0, 2)).toBe(0);
  });

  test("goes from one to the other in between, by their logarithms", () => {
    for (const sign of [-1, 1]) {
      const recent = 2 * Math.exp(sign * 0.18);
      expect(believedRate(recent, 2)).toBeCloseTo(2 * Math.exp(sign * 0.09), 10);
    }
  });
});

describe("the finish that is shown", () => {
  const part = 1 - Math.exp(-1);
  const estimate = (middle: number) =>
    ({ middle, least: middle / 2, most: middle * 3, last: "accounts" }) as const;

  test("is the computed one at first, and so is its range", () => {
    const shown = followFinish(undefined, estimate(600_000), 100);
    expect(shown).toMatchObject({ finishAt: 600_100, saidAt: 100, last: "accounts" });
    expect(rangeAt(shown, 100)).toEqual({ low: 300_000, high: 1_800_000 });
    expect(rangeAt(shown, 200_100)).toEqual({ low: 100_000, high: 1_600_000 });
    // Past its middle it may still take as long as its upper end says.
    expect(rangeAt(shown, 700_100)).toEqual({ low: 0, high: 1_100_000 });
    expect(rangeAt(shown, 1_900_000)).toEqual({ low: 0, high: 0 });
  });

  test.for([
    ["20 s where two minutes or more are left", 120_000, 20_000],
    ["10 s where one minute is left", 60_000, 10_000],
    ["a second at the end", 1000, 1000],
    ["a second past the end", 500, 1000],
  ] as const)("goes 63 %% of the way, by the logarithm, in %s", ([, computedMs, tauMs]) => {
    const shown = followFinish(undefined, estimate(tauMs + 8 * computedMs), 0);
    const next = followFinish(shown, estimate(computedMs), tauMs);
    const [from, to] = [Math.max(1000, 8 * computedMs), Math.max(1000, computedMs)];
    expect(next.finishAt - tauMs).toBeCloseTo(from * (to / from) ** part, 6);
  });

  test("is told in words that stay until its range has left them", () => {
    const shown = followFinish(undefined, estimate(600_000), 0);
    expect(shown.told).toEqual({ low: 300_000, high: 1_800_000 });
    expect(followFinish(shown, estimate(560_000), 1000).told).toEqual(shown.told);
    expect(followFinish(shown, estimate(60_000), 60_000).told).not.toEqual(shown.told);
  });
});

type Poll = readonly [at: number, processed: number, total: number];

/** A counter after these polls: when, and how many of how many. */
function tracked(...polls: readonly Poll[]) {
  return polls.reduce<CounterTrack | undefined>(
    (track, [at, processed, total]) => followCounter(track, { processed, total }, at),
    undefined,
  );
}

/** The same, which has begun. */
function begun(...polls: readonly Poll[]): CounterTrack {
  const track = tracked(...polls);
  if (!track) throw new Error("it has not begun");
  return track;
}

describe("a counter", () => {
  test("begins with the first total above 0, and anew where its count falls", () => {
    expect(tracked([0, 0, 0])).toBeUndefined();
    expect(tracked([0, 0, 1])).toMatchObject({ baseline: { at: 0, count: 0 }, rises: 0 });
    const fallen = tracked([0, 5, 10], [1, 7, 10], [2, 6, 10]);
    expect(fallen).toMatchObject({ baseline: { at: 2, count: 6 }, rises: 0, gapsMs: [] });
    expect(tracked([0, 5, 10], [1, 4, 0])).toBeUndefined();
  });

  test("counts the polls and the time since it last rose", () => {
    const quiet = begun([0, 0, 9], [10, 1, 9], [15, 1, 9], [22, 1, 9]);
    expect(quiet).toMatchObject({ quietPolls: 2, quietMs: 12, rises: 1, lastRise: 1 });
    const risen = followCounter(quiet, { processed: 4, total: 9 }, 30);
    expect(risen).toMatchObject({ quietPolls: 0, quietMs: 0, rises: 2, lastRise: 3 });
    expect(risen).toMatchObject({ gapsMs: [20], usualGapMs: 20, longestGapMs: 20 });
  });

  test("does not take the wait before its first rise for a gap", () => {
    expect(begun([0, 0, 9], [500, 1, 9])).toMatchObject({ gapsMs: [], longestGapMs: 0 });
  });

  test("remembers its longest gap when that is none of the last sixteen any more", () => {
    const polls = Array.from({ length: 40 }, (_, at) => [500 + at, 2 + at, 99] as const);
    const { gapsMs, longestGapMs } = begun([0, 0, 99], [1, 1, 99], ...polls);
    expect(Math.max(...gapsMs)).toBe(1);
    expect(longestGapMs).toBe(499);
  });

  test("begins a usual gap before its first rise, but not before it was there at 0", () => {
    const rises = [
      [100, 1, 99],
      [110, 2, 99],
      [120, 3, 99],
    ] as const;
    expect(beginOf(begun([0, 0, 99], ...rises))).toEqual({ at: 90, count: 0 });
    expect(beginOf(begun([95, 0, 99], ...rises))).toEqual({ at: 95, count: 0 });
    // Part of that batch was done before it was seen.
    expect(beginOf(begun([95, 7, 99], [100, 8, 99], [110, 9, 99]))).toEqual({ at: 90, count: 7 });
    expect(beginOf(begun([0, 0, 99], [100, 1, 99]))).toEqual({ at: 0, count: 0 });
  });

  test("that has not begun waits anew while another one moves", () => {
    const waiting = stillWaiting(begun([0, 0, 9], [30, 0, 9]), 40);
    expect(waiting).toMatchObject({ baseline: { at: 40, count: 0 }, quietMs: 0, quietPolls: 0 });
    expect(followCounter(waiting, { processed: 0, total: 9 }, 55)).toMatchObject({ quietMs: 15 });
    const risen = begun([0, 0, 9], [30, 1, 9]);
    expect(stillWaiting(risen, 40)).toBe(risen);
  });

  test("has left what it lacks of its total, and never less than nothing", () => {
    expect(remaining(begun([0, 3, 10]))).toBe(7);
    expect(remaining(begun([0, 10, 10]))).toBe(0);
    expect(remaining(begun([0, 11, 10]))).toBe(0);
  });

  test("that was through until its total grew has rested meanwhile", () => {
    const reopened = begun([0, 0, 5], [10, 5, 5], [20, 5, 5], [110, 5, 9]);
    expect(reopened).toMatchObject({ quietPolls: 0, quietMs: 0, skippedMs: 100, total: 9 });
    for (const total of [4, 5]) {
      const stillThrough = begun([0, 0, 5], [10, 5, 5], [20, 5, total]);
      expect(stillThrough).toMatchObject({ quietPolls: 1, quietMs: 10, skippedMs: 0 });
    }
  });

  test("leaves all of a stall but one usual gap out of its clock and its rhythm", () => {
    const stalled = { ...begun([0, 0, 999], [10, 1, 999], [20, 2, 999]), isStalled: true };
    const resumed = followCounter(stalled, { processed: 3, total: 999 }, 1020);
    expect(resumed).toMatchObject({ skippedMs: 990, gapsMs: [10], isStalled: false });
    expect(resumed?.edges.at(-1)).toEqual({ at: 30, count: 3 });
  });

  test("keeps as much of a stall as the rise at its end accounts for by the rate so far", () => {
    const stalled = { ...begun([0, 0, 999], [10, 1, 999], [20, 2, 999]), isStalled: true };
    const after = (rise: number) =>
      followCounter(stalled, { processed: 2 + rise, total: 999 }, 1020);
    expect(after(40)).toMatchObject({ skippedMs: 600, gapsMs: [10], longestGapMs: 10 });
    // It went on at its rate all the time: that was no stall.
    expect(after(100)).toMatchObject({ skippedMs: 0, gapsMs: [10, 1000], longestGapMs: 1000 });
    expect(after(900)).toMatchObject({ skippedMs: 0 });
  });

  test("without a rhythm keeps a minute of a stall", () => {
    const stalled = { ...begun([0, 0, 9]), isStalled: true };
    const resumed = followCounter(stalled, { processed: 3, total: 9 }, 10 * minute);
    expect(resumed).toMatchObject({ skippedMs: 9 * minute, gapsMs: [] });
    const sooner = followCounter(stalled, { processed: 3, total: 9 }, 30 * second);
    expect(sooner).toMatchObject({ skippedMs: 0 });
  });

  test("remembers its last sixteen gaps", () => {
    const polls = Array.from({ length: 20 }, (_, at) => [at * at, at, 99] as const);
    const { gapsMs } = begun(...polls);
    expect(gapsMs).toHaveLength(16);
    expect([gapsMs[0], gapsMs[15]]).toEqual([16 - 9, 361 - 324]);
  });

  test("remembers what its longest window of 15 minutes reaches, and one edge before", () => {
    const polls = Array.from({ length: 41 }, (_, at) => [at * minute, at, 99] as const);
    const { edges } = begun(...polls);
    expect(edges[0]).toEqual({ at: 25 * minute, count: 25 });
    expect(edges).toHaveLength(16);
  });

  test("remembers a thousand edges at most", () => {
    const often = Array.from({ length: 1500 }, (_, at) => [at, at, 9999] as const);
    expect(begun(...often).edges).toHaveLength(1000);
  });
});

describe("the slope of a counter", () => {
  test("is none before the first rise", () => {
    expect(slope(begun([0, 0, 9], [10, 0, 9]))).toBeUndefined();
    expect(overallSlope(begun([0, 0, 9], [10, 0, 9]))).toBeUndefined();
  });

  test("is over a minute at least, from the edge that is as old as that", () => {
    const track = begun([0, 0, 999], [30_000, 100, 999], [60_000, 130, 999], [90_000, 160, 999]);
    // Half of the time is 45 s; six usual gaps are three minutes.
    expect(slope(track)).toBeCloseTo(160 / 90_000, 10);
    const often = Array.from(
      { length: 25 },
      (_, at) => [at * 5000, at < 13 ? Math.min(at, 1) : at, 999] as const,
    );
    expect(slope(begun(...often))).toBeCloseTo(23 / 115_000, 10);
  });

  test("of a long job is over half of it, and 15 minutes at most", () => {
    const changing = (halfAt: number, end: number) => {
      const rateAt = (at: number) => (at <= halfAt ? at : halfAt + 3 * (at - halfAt));
      const polls = Array.from(
        { length: end + 1 },
        (_, at) => [at * minute, rateAt(at), 999] as const,
      );
      return slope(begun(...polls));
    };
    expect(changing(10, 20)).toBeCloseTo(3 / minute, 10);
    expect(changing(45, 60)).toBeCloseTo(3 / minute, 10);
    expect(changing(46, 60)).toBeCloseTo((14 * 3 + 1) / 15 / minute, 10);
  });

  test("is slowed by silence beyond two usual gaps, and by no less", () => {
    const rises = [
      [0, 0, 999],
      [60_000, 60, 999],
      [120_000, 120, 999],
    ] as const;
    const quiet = (ms: number) => slope(begun(...rises, [120_000 + ms, 120, 999]));
    expect(quiet(120_000)).toBeCloseTo(120 / 120_000, 10);
    expect(quiet(180_000)).toBeCloseTo(120 / 180_000, 10);
  });

  test("over all the time does not look at silence", () => {
    const track = begun([0, 0, 999], [10_000, 20, 999], [40_000, 70, 999], [90_000, 70, 999]);
    expect(overallSlope(track)).toBeCloseTo(70 / 40_000, 10);
  });

  test("does not look at the wait before its first rise", () => {
    const polls = [
      [600_000, 10, 999],
      [610_000, 20, 999],
      [620_000, 30, 999],
    ] as const;
    expect(slope(begun([0, 0, 999], ...polls))).toBeCloseTo(30 / 30_000, 10);
    expect(overallSlope(begun([0, 0, 999], ...polls))).toBeCloseTo(30 / 30_000, 10);
  });
});

test("the slopes of a counter are the same whenever it began", () => {
  const polls = (from: number) =>
    Array.from({ length: 9 }, (_, at) => [from + at * minute, at * at, 999] as const);
  const [now, later] = [begun(...polls(0)), begun(...polls(60 * minute))];
  expect(slope(later)).toBe(slope(now));
  expect(overallSlope(later)).toBe(overallSlope(now));
});

describe("enough is known of a counter", () => {
  test("after two rises and 20 s, not before", () => {
    expect(isKnown(undefined)).toBe(false);
    expect(isKnown(begun([0, 0, 9], [20_000, 1, 9]))).toBe(false);
    expect(isKnown(begun([0, 0, 9], [1000, 1, 9], [19_999, 2, 9]))).toBe(false);
    expect(isKnown(begun([0, 0, 9], [1000, 1, 9], [20_000, 2, 9]))).toBe(true);
    expect(isKnown(begun([9000, 0, 9], [9001, 1, 9], [28_999, 2, 9]))).toBe(false);
    expect(isKnown(begun([0, 0, 9], [1000, 1, 9], [2000, 2, 9], [20_000, 2, 9]))).toBe(true);
  });
});

describe("a stall", () => {
  const quietFor = (quietMs: number, more: Partial<CounterTrack> = {}): CounterTrack => ({
    ...begun([0, 0, 9]),
    quietMs,
    quietPolls: 3,
    gapsMs: [1, 1, 1],
    usualGapMs: 1,
    ...more,
  });

  test("is of all that is open, and of nothing where nothing is", () => {
    expect(stalledMs([], 1000, undefined)).toBeUndefined();
    expect(stalledMs([quietFor(70_000), quietFor(90_000)], 1000, undefined)).toBe(70_000);
    expect(stalledMs([quietFor(60_000), quietFor(90_000)], 1000, undefined)).toBeUndefined();
  });

  test("is past a minute, and past eight usual gaps and two polls", () => {
    expect(stalledMs([quietFor(60_000)], 1000, undefined)).toBeUndefined();
    expect(stalledMs([quietFor(60_001)], 1000, undefined)).toBe(60_001);
    const slow = { usualGapMs: 10_000 };
    expect(stalledMs([quietFor(90_000, slow)], 5000, undefined)).toBeUndefined();
    expect(stalledMs([quietFor(90_001, slow)], 5000, undefined)).toBe(90_001);
  });

  test("is past twice the longest gap of all", () => {
    const uneven = { longestGapMs: 50_000 };
    expect(stalledMs([quietFor(100_000, uneven)], 1000, undefined)).toBeUndefined();
    expect(stalledMs([quietFor(100_001, uneven)], 1000, undefined)).toBe(100_001);
  });

  test("is past one and a half times the longest gap of earlier runs", () => {
    const usual = usualOf([{ longestGapMs: 80_000 }]);
    expect(stalledMs([quietFor(120_000)], 1000, usual)).toBeUndefined();
    expect(stalledMs([quietFor(120_001)], 1000, usual)).toBe(120_001);
  });

  test("without three gaps is past twice the longest gap of earlier runs, and a minute", () => {
    const unknown = { gapsMs: [] };
    for (const [longestGapMs, limitMs] of [
      [80_000, 160_000],
      [5000, 60_000],
    ] as const) {
      const usual = usualOf([{ longestGapMs }]);
      expect(stalledMs([quietFor(limitMs, unknown)], 1000, usual)).toBeUndefined();
      expect(stalledMs([quietFor(limitMs + 1, unknown)], 1000, usual)).toBe(limitMs + 1);
    }
  });

  test("of what is all processed is past five minutes, and twice the usual tail", () => {
    const tail = (tailMs: number) => longestTailMs(usualOf([{ tailMs }]));
    expect(longestTailMs(undefined)).toBe(300_000);
    expect(tail(100_000)).toBe(300_000);
    expect(tail(200_000)).toBeCloseTo(400_000, 6);
  });

  test("is seen at three polls", () => {
    expect(stalledMs([quietFor(90_000, { quietPolls: 2 })], 1000, undefined)).toBeUndefined();
  });

  test("without three gaps is past ten minutes", () => {
    for (const unknown of [{ gapsMs: [1, 1] }, { gapsMs: [], usualGapMs: undefined }]) {
      expect(stalledMs([quietFor(600_000, unknown)], 1000, undefined)).toBeUndefined();
      expect(stalledMs([quietFor(600_001, unknown)], 1000, undefined)).toBe(600_001);
    }
  });
});

test("an answer is too old after three intervals, and after 30 s at the soonest", () => {
  expect([1000, 10_000, 10_001, 60_000].map(staleAfterMs)).toEqual([
    30_000, 30_000, 30_003, 180_000,
  ]);
});

describe("what was seen", () => {
  const options = { stallAfterMs: undefined, intervalMs: 5000 };
  const poll = (at: number, processed: number, answeredAt = at, receivedAt = answeredAt) => ({
    at,
    answer: {
      status: "ACCOUNTS_COLLECTED",
      counters: { ...noCounters, ...accounts(processed, 1000) },
      answeredAt,
      receivedAt,
    },
  });
  const after = (...polls: readonly ReturnType<typeof poll>[]) =>
    polls.reduce(
      (forecast, { at, answer }) => observe(forecast, answer, at, options),
      newForecast(),
    );

  test("counts on where the clocks of the tenant and here ran ahead by 30 s, and is forgotten past that", () => {
    expect(after(poll(0, 1), poll(5000, 2, 35_000)).tracks.accounts?.rises).toBe(1);
    expect(after(poll(0, 1), poll(5000, 2, 35_001)).tracks.accounts?.rises).toBe(0);
    expect(after(poll(0, 1), poll(5000, 2, 35_001, 35_000)).tracks.accounts?.rises).toBe(1);
    expect(after(poll(0, 1), poll(5000, 2, 35_000, 35_001)).tracks.accounts?.rises).toBe(1);
    expect(after(poll(0, 1), poll(5000, 2, -90_000)).tracks.accounts?.rises).toBe(1);
    const later = after(poll(100_000, 1), poll(105_000, 2, 135_001));
    expect(later.tracks.accounts?.rises).toBe(0);
  });

  test("has the status since when it was first answered, not since the last time", () => {
    expect(after(poll(1000, 1), poll(5000, 2)).statusSince).toBe(1000);
    const { answer } = poll(9000, 3);
    const other = observe(after(poll(1000, 1)), { ...answer, status: "MERGING" }, 9000, options);
    expect(other.statusSince).toBe(9000);
    const unnamed = observe(newForecast(), { ...answer, status: undefined }, 9000, options);
    expect(unnamed.statusSince).toBe(9000);
  });

  test("in a status without counters stands still as long as the user says", () => {
    const { answer } = poll(0, 0);
    const given = { ...options, stallAfterMs: 60_000 };
    const started = { ...answer, status: "STARTED" };
    const first = observe(newForecast(), started, 1000, given);
    expect(observe(first, started, 61_000, given).stalledMs).toBeUndefined();
    expect(observe(first, started, 61_001, given).stalledMs).toBe(60_001);
  });

  test("stands still by the user's time where neither counter moves", () => {
    const given = { ...options, stallAfterMs: 20_000 };
    const both = (at: number, moved: number) => ({
      ...poll(at, 1).answer,
      counters: { ...noCounters, ...accounts(1, 9), ...identities(moved, 9) },
    });
    const stalledAt = (at: number, moved: number) =>
      observe(observe(newForecast(), both(0, 1), 0, given), both(at, moved), at, given).stalledMs;
    expect(stalledAt(20_000, 1)).toBeUndefined();
    expect(stalledAt(20_001, 1)).toBe(20_001);
    expect(stalledAt(20_001, 2)).toBeUndefined();
  });

  test("smooths the finish until an answer is too old to build on", () => {
    const rises = [0, 10_000, 20_000, 30_000].map((at) => poll(at, at / 100));
    const smoothed = (afterMs: number) => {
      const at = 30_000 + afterMs;
      const { tracks, finish } = after(...rises, poll(at, 800));
      const left = tracks.accounts && counterLeft(tracks.accounts, undefined);
      return finish?.finishAt !== at + (left?.ms ?? Number.NaN);
    };
    expect(smoothed(30_000)).toBe(true);
    expect(smoothed(30_001)).toBe(false);
  });

  test("is told as through since then, for as long as nothing is added", () => {
    const through = after(poll(0, 999), poll(5000, 1000), poll(10_000, 1000));
    expect(through.closedSince).toBe(5000);
    expect(after(poll(0, 999)).closedSince).toBeUndefined();
    const uncounted = { ...poll(0, 0).answer, counters: noCounters };
    expect(observe(newForecast(), uncounted, 0, options).closedSince).toBeUndefined();
    expect(newForecast().closedSince).toBeUndefined();
  });

  test("that is through is a stall past five minutes", () => {
    const through = (ms: number) => after(poll(0, 1000), poll(ms, 1000)).stalledMs;
    expect(through(300_000)).toBeUndefined();
    expect(through(300_001)).toBe(300_001);
  });
});

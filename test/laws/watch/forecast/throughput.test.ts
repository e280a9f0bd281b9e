import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numbersOf } from "../../../../src/watch/forecast/runs.ts";
import {
  bucketMs,
  followThroughput,
  newThroughput,
  plottedFrom,
  rateColumns,
  type Throughput,
} from "../../../../src/watch/forecast/throughput.ts";

const minute = 60_000;

function bucketsOf({ buckets }: Throughput): readonly number[] {
  return numbersOf(buckets);
}

/** A poll every 5 s, each with its rise. */
function polled(rises: readonly number[], from = 0): Throughput {
  return rises.reduce<Throughput>(
    (throughput, rise, poll) => followThroughput(throughput, rise, from + (poll + 1) * 5000),
    newThroughput(from),
  );
}

describe("the throughput", () => {
  test("has what came in the bucket in which it came", () => {
    expect(bucketsOf(polled([10, 20, 30, 0]))).toEqual([30, 30]);
  });

  test("spreads what came between two answers evenly over the time between them", () => {
    expect(bucketsOf(followThroughput(newThroughput(0), 100, 25_000))).toEqual([40, 40, 20]);
  });

  test("does not tell when what the first answer counts had come", () => {
    const first = followThroughput(undefined, 1_000_000, 5000);
    expect(bucketsOf(first)).toEqual([]);
    expect(bucketsOf(followThroughput(first, 10, 10_000))).toEqual([10]);
  });

  test("takes a counter that falls for one that stands still", () => {
    expect(bucketsOf(polled([10, -500, 10]))).toEqual([10, 10]);
  });

  test("remembers an hour and no more", () => {
    const day = polled(Array.from({ length: 24 * 720 }, () => 1));
    expect(bucketsOf(day)).toHaveLength(360);
    expect(day.from).toBe(24 * 60 * minute - 360 * bucketMs);
  });

  test("property: nothing is lost and nothing comes twice, however polls lie", () => {
    const poll = fc.record({
      rise: fc.nat({ max: 1000 }),
      afterMs: fc.integer({ min: 1, max: 40_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(poll, { maxLength: 80 }),
        fc.nat({ max: 100_000 }),
        (polls, startedAt) => {
          let now = startedAt;
          let throughput = newThroughput(now);
          for (const { rise, afterMs } of polls) {
            now += afterMs;
            throughput = followThroughput(throughput, rise, now);
          }
          const all = polls.reduce((sum, { rise }) => sum + rise, 0);
          const kept = bucketsOf(throughput).reduce((sum, count) => sum + count, 0);
          expect(kept).toBeCloseTo(all, 6);
        },
      ),
    );
  });
});

describe("a plot's columns", () => {
  test("have the rate of the time they stand for, the last one of as much as is known of it", () => {
    expect(rateColumns(polled([10, 20, 30, 0, 50]), 4, 40_000)).toEqual([3, 3, 10]);
  });

  test("begin with the counting, and there are none before it", () => {
    expect(rateColumns(newThroughput(5000), 3, 30_000)).toEqual([]);
    const late = polled([10, 10, 10, 10], 2 * minute);
    expect(rateColumns(late, 60, 10 * minute)).toEqual([2, 2]);
    expect(plottedFrom(late, 10 * minute)).toBe(2 * minute);
  });

  test("tell the rate of the first moments from these alone", () => {
    expect(rateColumns(polled([50], 5000), 1, 10_000)).toEqual([10]);
  });

  test("cover the time asked for, however many cells there are", () => {
    const throughput = polled(Array.from({ length: 240 }, () => 10));
    for (const cells of [10, 24, 36, 59, 60, 72, 190]) {
      const rates = rateColumns(throughput, cells, 10 * minute);
      expect(rates).toHaveLength(cells);
      expect(rates.every((rate) => rate === 2)).toBe(true);
    }
    expect(plottedFrom(throughput, 10 * minute)).toBe(10 * minute);
  });

  test("have 0 where nothing moved", () => {
    const rises = Array.from({ length: 120 }, (_, poll) => (poll >= 24 && poll < 72 ? 0 : 10));
    const rates = rateColumns(polled(rises), 10, 10 * minute);
    expect(rates).toEqual([2, 2, 0, 0, 0, 0, 2, 2, 2, 2]);
  });

  test("that are over do not change with time", () => {
    const rises = Array.from({ length: 60 }, (_, poll) => (poll * 7) % 13);
    const before = rateColumns(polled(rises), 10, 100_000).slice(1);
    const after = rateColumns(polled([...rises, 5, 5]), 10, 100_000).slice(0, -1);
    expect(after).toEqual(before);
  });

  test("are as wide as the rhythm of batches wants it, and show no comb", () => {
    const batches = Array.from({ length: 120 }, (_, poll) => (poll % 4 === 3 ? 40 : 0));
    for (const cells of [10, 24, 67]) {
      const rates = rateColumns(polled(batches), cells, 400_000, 40_000);
      expect(rates.every((rate) => rate === 2)).toBe(true);
    }
  });

  test("that have just begun tell of as much time as the others, not of a single batch", () => {
    const batches = Array.from({ length: 120 }, (_, poll) => (poll % 4 === 3 ? 40 : 0));
    expect(rateColumns(polled([...batches, 0, 0, 0, 40]), 4, 160_000)).toEqual([2, 2, 2, 2]);
  });
});

test("an answer of the same moment, or of an earlier one, adds nothing", () => {
  const before = followThroughput(newThroughput(0), 5, 10_000);
  expect(followThroughput(before, 5, 10_000)).toBe(before);
  expect(followThroughput(before, 5, 9000)).toBe(before);
});

test("an hour is remembered, from the bucket on with which it begins", () => {
  const minutes = Array.from({ length: 66 }, (_, minute) => minute * 60_000);
  const hour = minutes.reduce<Throughput | undefined>(
    (before, at) => followThroughput(before, at / 60_000, at),
    undefined,
  );
  expect(hour).toMatchObject({ from: 300_000, began: 0, until: 3_900_000 });
  expect(hour && bucketsOf(hour)).toHaveLength(360);
  expect(hour && bucketsOf(hour)[0]).toBeCloseTo(1, 9);
  expect(hour && rateColumns(hour, 1, 60_000)[0]).toBeCloseTo(65 / 60, 9);
});

test("columns of several buckets are as wide as the least time that a rate needs", () => {
  const steady = followThroughput(newThroughput(0), 120, 120_000);
  expect(rateColumns(steady, 6, 120_000, 40_000)).toEqual([1, 1, 1, 1, 1, 1]);
  const late = followThroughput(steady, 0, 160_000);
  expect(rateColumns(late, 6, 120_000, 40_000)).toEqual([1, 1, 1, 1, 0, 0]);
});

test("an hour of polls minutes apart takes the room of its polls, not of its time", () => {
  const hour = Array.from({ length: 15 }, (_, poll) => poll * 250_003);
  const throughput = hour.reduce<Throughput | undefined>(
    (before, at, poll) => followThroughput(before, poll, at),
    undefined,
  );
  expect(throughput && bucketsOf(throughput)).toHaveLength(351);
  expect(throughput?.buckets.length).toBeLessThanOrEqual(15 * 3);
});

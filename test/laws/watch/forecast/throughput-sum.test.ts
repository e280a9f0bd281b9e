import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bucketMs,
  followThroughput,
  newThroughput,
  plottedFrom,
  rateColumns,
  type Throughput,
} from "../../../../src/watch/forecast/throughput.ts";
import { type Summand, throughputSum } from "../../../../src/watch/forecast/throughput-sum.ts";

const minute = 60_000;
const wantedMs = 11 * minute;

/** So many a second, from one moment to another, of which a poll tells every ten seconds. */
function steady(perSecond: number, from: number, until: number): Throughput {
  let throughput = newThroughput(from);
  for (let now = from; now < until;) {
    const next = Math.min(until, now + bucketMs);
    throughput = followThroughput(throughput, (perSecond * (next - now)) / 1000, next);
    now = next;
  }
  return throughput;
}

function sum(...summands: readonly Summand[]): Throughput | undefined {
  return throughputSum(summands, wantedMs);
}

/** The rates of the sum in ten columns of a minute. */
function minutes(...summands: readonly Summand[]): readonly number[] {
  const all = sum(...summands);
  return all ? rateColumns(all, 10, 10 * minute, minute) : [];
}

function awaited(throughput: Throughput): Summand {
  return { throughput, isOver: false, awaitedMs: 90_000 };
}
function over(throughput: Throughput): Summand {
  return { throughput, isOver: true, awaitedMs: 0 };
}
function lost(throughput: Throughput): Summand {
  return { throughput, isOver: false, awaitedMs: 0 };
}

describe("the plot of several counters together", () => {
  test("is that of the one where there is one", () => {
    const one = steady(3, 0, 5 * minute);
    expect(minutes(awaited(one))).toEqual([3, 3, 3, 3, 3]);
    expect(sum()).toBeUndefined();
  });

  test("property: is the sum of their plots", () => {
    const rises = fc.array(fc.nat({ max: 100 }), { minLength: 61, maxLength: 61 });
    fc.assert(
      fc.property(rises, rises, (some, others) => {
        const [one, other] = [some, others].map((own) =>
          own.reduce<Throughput>(
            (before, rise, poll) => followThroughput(before, rise, (poll + 1) * bucketMs),
            newThroughput(0),
          ),
        );
        if (!one || !other) throw new Error("two");
        const plots = [one, other].map((own) => rateColumns(own, 10, 10 * minute, minute));
        const all = minutes(awaited(one), awaited(other));
        expect(all).toHaveLength(10);
        for (const [column, rate] of all.entries()) {
          expect(rate).toBeCloseTo((plots[0]?.[column] ?? NaN) + (plots[1]?.[column] ?? NaN), 9);
        }
      }),
    );
  });

  test("has what is known of one where nothing is known of another", () => {
    const long = steady(2, 0, 5 * minute);
    expect(minutes(awaited(long), awaited(steady(3, 2 * minute, 5 * minute)))).toEqual([
      2, 2, 5, 5, 5,
    ]);
    expect(minutes(awaited(long), lost(steady(3, 0, 2 * minute)))).toEqual([5, 5, 2, 2, 2]);
  });

  test("counts what has ended for the time in which it ran, and 0 after that", () => {
    const ended = over(steady(3, 0, 2 * minute));
    expect(minutes(ended, awaited(steady(2, 0, 4 * minute)))).toEqual([5, 5, 2, 2]);
    expect(minutes(ended, awaited(steady(2, 3 * minute, 4 * minute)))).toEqual([3, 3, 0, 2]);
    expect(minutes(ended)).toEqual([3, 3]);
  });

  test("has no rate where nothing is known of any: that is not 0", () => {
    const early = lost(steady(3, 0, 2 * minute));
    const later = awaited(steady(2, 3 * minute, 4 * minute));
    expect(minutes(early, later)).toEqual([3, 3, NaN, 2]);
    const once = lost(newThroughput(2.5 * minute));
    expect(minutes(early, once, later)).toEqual([3, 3, NaN, 2]);
  });

  test("begins with the first counting, and has the last ten minutes after that", () => {
    const all = sum(awaited(steady(1, 2.5 * minute, 5 * minute)), over(steady(1, minute, 90_000)));
    expect(all && plottedFrom(all, 10 * minute)).toBe(minute);
    const long = sum(awaited(steady(1, 0, 40 * minute)), over(steady(1, 0, 35 * minute)));
    expect(long && plottedFrom(long, 10 * minute)).toBe(30 * minute);
    expect(long && rateColumns(long, 10, 10 * minute, minute)).toEqual([
      2, 2, 2, 2, 2, 1, 1, 1, 1, 1,
    ]);
  });

  test("ends where the last answers of all reach to: one that is late looks like no fall", () => {
    const early = awaited(steady(2, 0, 4 * minute + 3000));
    const late = awaited(steady(3, 0, 5 * minute));
    expect(sum(early, late)?.until).toBe(4 * minute);
    expect(minutes(early, late)).toEqual([5, 5, 5, 5]);
    expect(minutes(awaited(newThroughput(5 * minute)), late)).toEqual([3, 3, 3, 3, 3]);
  });

  test("waits for an answer as long as one is awaited, and does without it after that", () => {
    const late = (lateMs: number) => awaited(steady(2, 0, 5 * minute - lateMs));
    const other = awaited(steady(3, 0, 5 * minute));
    expect(minutes(late(80_000), other)).toEqual([5, 5, 5, 5]);
    expect(sum(late(80_000), other)?.until).toBe(220_000);
    expect(minutes(late(2 * minute), other)).toEqual([5, 5, 5, 3, 3]);
  });

  test("has columns that do not change once their time is over", () => {
    const at = (end: number) =>
      minutes(awaited(steady(2, 0, end)), over(steady(5, 3 * minute, 7 * minute + 4000)));
    expect(at(13 * minute).slice(0, -1)).toEqual(at(12 * minute).slice(1));
  });
});

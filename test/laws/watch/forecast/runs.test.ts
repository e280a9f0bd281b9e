import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addTo,
  append,
  numbersOf,
  takeLast,
  withoutFirst,
} from "../../../../src/watch/forecast/runs.ts";

function runsOf(numbers: readonly number[]): number[] {
  const runs: number[] = [];
  for (const number of numbers) append(runs, number);
  return runs;
}

test("equal neighbors take no more room than one", () => {
  const runs = runsOf([0, 0, 0, 7, 7, 0]);
  append(runs, 0, 1000);
  append(runs, 5, 0);
  append(runs, 5);
  expect(runs).toEqual([-3, 0, -2, 7, -1001, 0, 5]);
});

test("property: a list in runs is the list, also without its last and without its first", () => {
  const numbers = fc.array(fc.nat({ max: 2 }), { maxLength: 20 });
  fc.assert(
    fc.property(numbers, fc.nat({ max: 25 }), (list, surplus) => {
      const runs = runsOf(list);
      expect(numbersOf(runs)).toEqual(list);
      expect(numbersOf(withoutFirst(runs, surplus))).toEqual(list.slice(surplus));
      expect(numbersOf(runs)).toEqual(list);
      expect(takeLast(runs)).toBe(list.at(-1));
      expect(numbersOf(runs)).toEqual(list.slice(0, -1));
    }),
  );
});

test("property: what is added comes to the sum at its place, and what has none to no sum", () => {
  const numbers = fc.array(fc.nat({ max: 2 }), { maxLength: 20 });
  fc.assert(
    fc.property(numbers, numbers, fc.integer({ min: -25, max: 25 }), (before, list, last) => {
      const sums = [...before];
      addTo(sums, runsOf(list), last);
      const first = last + 1 - list.length;
      expect(sums).toEqual(before.map((sum, place) => sum + (list[place - first] ?? 0)));
    }),
  );
});

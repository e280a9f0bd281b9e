import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  generationName,
  generationsAmong,
  isKept,
  newestOf,
} from "../../../src/history/generations.ts";

const kept = (generations: readonly number[]) =>
  generations.filter((one) => isKept(one, generations));

describe("the files of a history", () => {
  test("are history.jsonl, and numbered ones once it is full", () => {
    expect([1, 2, 13].map(generationName)).toEqual([
      "history.jsonl",
      "history.2.jsonl",
      "history.13.jsonl",
    ]);
  });

  test("are found among others, in the order of their numbers and not of their names", () => {
    const names = ["history.10.jsonl", "notes.txt", "history.9.jsonl", "history.jsonl"];
    expect(generationsAmong(names)).toEqual([1, 9, 10]);
  });

  test.for([
    "history.1.jsonl",
    "history.0.jsonl",
    "history.02.jsonl",
    "history.-2.jsonl",
    "history.2e3.jsonl",
    "history.1234567890.jsonl",
    "history.2.jsonl.bak",
    "my-history.jsonl",
    "history.json",
    "history..jsonl",
  ])("are no others: %s", (name) => {
    expect(generationsAmong([name])).toEqual([]);
  });

  test("property: every number has its own name, and the name its number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (generation) => {
        expect(generationsAmong([generationName(generation)])).toEqual([generation]);
      }),
    );
  });
});

describe("the newest", () => {
  test("is the first where there is none", () => {
    expect(newestOf([])).toBe(1);
  });

  test("is kept, and the one before it: what another process may be reading or filling", () => {
    expect(kept([1])).toEqual([1]);
    expect(kept([1, 2])).toEqual([1, 2]);
    expect(kept([1, 2, 3])).toEqual([2, 3]);
  });

  test("is kept alone where a late process made an old one anew", () => {
    expect(kept([3, 7])).toEqual([7]);
  });
});

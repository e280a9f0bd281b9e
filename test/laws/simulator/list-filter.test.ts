import fc from "fast-check";
import { expect, test } from "vitest";
import { allOf, filterOf } from "../../../src/api/endpoints/filters.ts";
import { holds, readFilter } from "../../../src/simulator/services/list-filter.ts";

test.each([
  ["", []],
  ['name eq "x"', [{ field: "name", operator: "eq", values: ["x"] }]],
  ['name CO "x y"', [{ field: "name", operator: "co", values: ["x y"] }]],
  ["completionStatus isnull", [{ field: "completionStatus", operator: "isnull", values: [] }]],
  ['id in ("a", "b")', [{ field: "id", operator: "in", values: ["a", "b"] }]],
  ['id in("a")', [{ field: "id", operator: "in", values: ["a"] }]],
  [
    'type eq "T" and completionStatus isnull',
    [
      { field: "type", operator: "eq", values: ["T"] },
      { field: "completionStatus", operator: "isnull", values: [] },
    ],
  ],
  [
    String.raw`name eq "a \" and b" and id sw "c"`,
    [
      { field: "name", operator: "eq", values: ['a " and b'] },
      { field: "id", operator: "sw", values: ["c"] },
    ],
  ],
])("%s is read", (text, conditions) => {
  expect(readFilter(text)).toEqual(conditions);
});

test.each([
  "name",
  "name eq",
  "name eq x",
  'name eq "x',
  'name eq "x" and',
  'name eq "x" or id eq "y"',
  'name eq "x" id eq "y"',
  'name eq "Sales "EMEA""',
  "id in ()",
  'name like "x"',
])("%s is no filter", (text) => {
  expect(readFilter(text)).toBeUndefined();
});

test("what the client quotes the tenant reads", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string(), (name, id) => {
      const text = allOf(filterOf("name", "co", name), filterOf("id", "eq", id));
      expect(readFilter(text)).toEqual([
        { field: "name", operator: "co", values: [name] },
        { field: "id", operator: "eq", values: [id] },
      ]);
    }),
  );
});

test.each([
  ['x eq "ab"', "ab", true],
  ['x eq "ab"', "abc", false],
  ['x co "b"', "abc", true],
  ['x sw "b"', "abc", false],
  ['x sw "a"', "abc", true],
  ['x in ("a","b")', "b", true],
  ['x in ("a","b")', "ab", false],
  ["x isnull", undefined, true],
  ["x isnull", "a", false],
  ['x eq "a"', undefined, false],
])("%s holds for %s: %s", (text, value, isHeld) => {
  const [condition] = readFilter(text) ?? [];
  expect(condition && holds(condition, value)).toBe(isHeld);
});

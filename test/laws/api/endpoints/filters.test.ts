import fc from "fast-check";
import { expect, test } from "vitest";
import { allOf, filterOf } from "../../../../src/api/endpoints/filters.ts";

test("a quotation mark in a value is written with a backslash before it", () => {
  expect(filterOf("name", "eq", 'Sales "EMEA"')).toBe(String.raw`name eq "Sales \"EMEA\""`);
});

test("a value's own backslash does not hide the quotation mark behind it", () => {
  expect(filterOf("name", "co", "a\\")).toBe(String.raw`name co "a\\"`);
});

test("whatever a value holds, it ends where the filter does", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", '"', "\\", " ") }), (value) => {
      const [, quoted = "", rest] = /^name eq "((?:[^"\\]|\\.)*)"(.*)$/s.exec(
        filterOf("name", "eq", value),
      ) ?? [undefined];
      expect(rest).toBe("");
      expect(quoted.replaceAll(/\\(.)/g, "$1")).toBe(value);
    }),
  );
});

test("conditions are joined by and", () => {
  expect(allOf('id eq "x"')).toBe('id eq "x"');
  expect(allOf('id eq "x"', "completionStatus isnull")).toBe(
    'id eq "x" and completionStatus isnull',
  );
});

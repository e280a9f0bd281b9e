import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isNamedBy } from "../../../src/text/name-pattern.ts";

test.for([
  ["AD *", "AD Munich", true],
  ["AD *", "ad munich", true],
  ["AD *", "AD", false],
  ["AD *", "Azure AD Munich", false],
  ["*", "anything", true],
  ["*hr*", "Workday HR", true],
  ["Workday*HR", "Workday HR", true],
  ["a*a", "a", false],
  ["a*a", "aa", true],
  ["*.prod (1)*", "x.prod (1)", true],
  ["*.prod*", "xaprod", false],
  ["workday  hr", "Workday HR", true],
  ["Workday", "Workday HR", false],
  ["Größe*", "GRÖSSE", false],
  ["Cafe\u0301*", "CAFÉ north", true],
] as const)("%j and %j: %s", ([given, name, isNamed]) => {
  expect(isNamedBy(given, name)).toBe(isNamed);
});

test("property: a pattern with stars means what a regular expression with .* means", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "."), maxLength: 8 });
  const pattern = fc.array(letters, { minLength: 2, maxLength: 4 }).map((parts) => parts.join("*"));
  fc.assert(
    fc.property(pattern, letters, (given, name) => {
      const source = given.replaceAll(".", "\\.").replaceAll("*", ".*");
      expect(isNamedBy(given, name)).toBe(new RegExp(`^${source}$`).test(name));
    }),
    { numRuns: 2000 },
  );
});

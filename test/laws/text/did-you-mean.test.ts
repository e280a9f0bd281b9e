import fc from "fast-check";
import { expect, test } from "vitest";
import { didYouMean } from "../../../src/text/did-you-mean.ts";

const names = ["demo", "doctor", "start", "exit-codes", "environment", "retry-date", "retry-none"];

test.for([
  ["demoo", "demo"],
  ["Doctr", "doctor"],
  ["env", "environment"],
  ["exit", "exit-codes"],
  ["exitcodes", "exit-codes"],
  ["strat", "start"],
  ["retry", "retry-date or retry-none"],
] as const)("%s may be %s", ([text, meant]) => {
  expect(didYouMean(text, names)).toBe(`did you mean ${meant}?`);
});

test.for(["", "x", "s", "Workday HR", "\u001b[2J", "constructor"])("%j resembles none", (text) => {
  expect(didYouMean(text, names)).toBeUndefined();
});

test("property: only names that there are are proposed, whatever was typed", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const [, proposed = ""] = /^did you mean (.*)\?$/.exec(didYouMean(text, names) ?? "") ?? [];
      for (const name of proposed.split(/, (?:or )?| or /).filter(Boolean)) {
        expect(names).toContain(name);
      }
    }),
  );
});

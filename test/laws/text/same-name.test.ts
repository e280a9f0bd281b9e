import { expect, test } from "vitest";
import { isSameName, nearestNames } from "../../../src/text/same-name.ts";

test("names are the same in other capitals, with other blanks, and composed otherwise", () => {
  expect(isSameName("workday hr", "Workday HR")).toBe(true);
  expect(isSameName("  Workday   HR ", "Workday HR")).toBe(true);
  expect(isSameName("Z\u00FCrich", "zu\u0308rich")).toBe(true);
  expect(isSameName("Zurich", "Zürich")).toBe(false);
  expect(isSameName("Workday", "Workday HR")).toBe(false);
});

test("what was likely meant differs in few letters, the nearest first", () => {
  const names = ["Workday HR", "Workday QA", "Okta", "Oktaa"];
  expect(nearestNames("wrokday hr", names, 3)).toEqual(["Workday HR"]);
  expect(nearestNames("Workday HQ", names, 3)).toEqual(["Workday HR", "Workday QA"]);
  expect(nearestNames("Oktb", names, 1)).toEqual(["Okta"]);
  expect(nearestNames("Payroll", names, 3)).toEqual([]);
});

test("of a short word most may not be typos", () => {
  expect(nearestNames("AB", ["CD", "AD"], 3)).toEqual(["AD"]);
  expect(nearestNames("", ["A"], 3)).toEqual([]);
});

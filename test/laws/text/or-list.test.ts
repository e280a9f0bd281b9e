import { expect, test } from "vitest";
import { orList } from "../../../src/text/or-list.ts";

test.for([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a or b"],
  [["a", "b", "c"], "a, b or c"],
] as const)("%j is %j", ([words, text]) => {
  expect(orList(words)).toBe(text);
});

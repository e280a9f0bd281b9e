import { expect, test } from "vitest";
import { NoAnswerError } from "../../../src/api/http/errors.ts";
import { bugReport } from "../../../src/exit/bug-report.ts";

test("a bug is reported with its stack, or with whatever was thrown", () => {
  expect(bugReport(new RangeError("ours"))).toMatch(/please report it .*\nRangeError: ours\n +at /);
  expect(bugReport({ odd: true })).toMatch(/please report it .*\n\{ odd: true \}\n$/);
  expect(bugReport("odd")).toMatch(/\n'odd'\n$/);
});

test("causes are those of API errors, which are clean", () => {
  const cause = new Error("socket closed");
  expect(bugReport(new NoAnswerError("none", { cause }))).toContain(
    "caused by Error: socket closed",
  );
  expect(bugReport(new Error("ours", { cause }))).not.toContain("socket closed");
});

import { expect, test } from "vitest";
import { parseTaskStatus } from "../../../../src/api/endpoints/task-status.ts";
import { verdictOf } from "../../../../src/watch/model/verdict.ts";

/** The verdict of a task with these fields. */
function verdict(fields: object) {
  const task = parseTaskStatus(JSON.stringify({ id: "t1", ...fields }));
  return task && verdictOf(task);
}

test.each([
  ["SUCCESS", "SUCCESS"],
  ["Success", "SUCCESS"],
  ["warning", "WARNING"],
  ["Error", "ERROR"],
  ["TERMINATED", "TERMINATED"],
  ["TEMPERROR", "TEMP_ERROR"],
  ["TEMP_ERROR", "TEMP_ERROR"],
  ["TempError", "TEMP_ERROR"],
  ["Temp Error", "TEMP_ERROR"],
  ["temp-error", "TEMP_ERROR"],
  ["Terminated", "TERMINATED"],
  ["PARTIAL", "UNKNOWN"],
  ["ERROR 7", "UNKNOWN"],
  ["成功", "UNKNOWN"],
])("%s is %s, and is kept as it is spelled", (completionStatus, kind) => {
  expect(verdict({ completed: 1, completionStatus })).toEqual({
    kind,
    completionStatus,
    messages: [],
    over: true,
  });
});

test("without an outcome nothing is decided", () => {
  expect(verdict({})).toMatchObject({ kind: "UNDECIDED", over: false });
  expect(verdict({ completed: 1 })).toMatchObject({ kind: "UNDECIDED", over: false });
});

test("an outcome before the end is not the last word", () => {
  expect(verdict({ completionStatus: "WARNING" })).toMatchObject({ kind: "WARNING", over: false });
});

test("it comes with what the task has to say", () => {
  const messages = [{ type: "WARN", localizedText: { message: "3 ignored" }, key: "k" }];
  expect(verdict({ messages })?.messages).toEqual([{ type: "WARN", text: "3 ignored" }]);
});

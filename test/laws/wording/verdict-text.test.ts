import { describe, expect, test } from "vitest";
import { width } from "../../../src/text/columns.ts";
import { verdictMessages, verdictText } from "../../../src/wording/verdict-text.ts";
import type { TaskVerdict } from "../../../src/watch/model/verdict.ts";

const message = (type: string, text: string) => ({ type, text });
const verdict = (...messages: readonly { type: string; text: string }[]): TaskVerdict => ({
  kind: "WARNING",
  messages,
});

describe("what the task said, in a line", () => {
  test("is its outcome alone where it has no message", () => {
    expect(verdictText({ kind: "SUCCESS", messages: [] })).toBe("verdict SUCCESS");
  });

  test("has the worst message, and how many more there are", () => {
    const all = [message("INFO", "one"), message("ERROR", "two"), message("WARN", "three")];
    expect(verdictText(verdict(...all))).toBe("verdict WARNING: two (and 2 more)");
    expect(verdictText(verdict(message("WARN", "alone")))).toBe("verdict WARNING: alone");
  });

  test("says why there is none", () => {
    expect(verdictText({ kind: "UNREADABLE", reason: "403" })).toBe("verdict unknown: 403");
  });

  test("has a message of any length cut", () => {
    expect(width(verdictText(verdict(message("WARN", "x".repeat(10_000)))))).toBeLessThan(300);
  });
});

test("messages stand with the worst first, else in the task's order", () => {
  const all = [
    message("INFO", "a"),
    message("WARN", "b"),
    message("ERROR", "c"),
    message("WARN", "d"),
    message("ODD", "e"),
  ];
  expect(verdictMessages(verdict(...all))).toEqual(["c", "b", "d", "a", "e"]);
  expect(verdictMessages({ kind: "UNREADABLE", reason: "403" })).toEqual([]);
});

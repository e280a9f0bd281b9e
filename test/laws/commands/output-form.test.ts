import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/system/usage-error.ts";
import { type OutputOptions, outputForm } from "../../../src/commands/session/output-form.ts";
import type { Host } from "../../../src/process/host.ts";

type Output = OutputOptions["output"];

/** What comes of `--output` where standard output is a terminal, a dumb one, or none. */
function form(output: Output, where: "terminal" | "dumb" | "pipe", polls = false) {
  const stdout = { isTTY: where !== "pipe" } as Host["stdout"];
  const env = { TERM: where === "dumb" ? "dumb" : "xterm-256color" };
  return outputForm({ output, polls }, { stdout, env });
}

test("auto is the screen on a terminal that can show one, and lines elsewhere", () => {
  expect(form("auto", "terminal")).toBe("tui");
  expect(form("auto", "dumb")).toBe("plain");
  expect(form("auto", "pipe")).toBe("plain");
});

test.for(["plain", "ndjson", "quiet"] as const)("%s is itself, on a terminal as well", (output) => {
  for (const where of ["terminal", "dumb", "pipe"] as const)
    expect(form(output, where)).toBe(output);
});

describe("tui", () => {
  test("is the screen on a terminal", () => {
    expect(form("tui", "terminal")).toBe("tui");
  });

  test("is refused where there is no terminal, with what to do", () => {
    expect(() => form("tui", "pipe")).toThrow(UsageError);
    expect(() => form("tui", "pipe")).toThrow(
      "--output tui needs a terminal, and standard output is not one; for lines: --output plain",
    );
  });

  test("is refused on a terminal that cannot place text, with what to do", () => {
    expect(() => form("tui", "dumb")).toThrow(UsageError);
    expect(() => form("tui", "dumb")).toThrow(/TERM=dumb .*; set TERM .*--output plain$/);
  });
});

test("polls are told as NDJSON only", () => {
  expect(form("ndjson", "pipe", true)).toBe("ndjson");
  for (const output of ["auto", "tui", "plain", "quiet"] as const) {
    expect(() => form(output, "terminal", true)).toThrow(UsageError);
    expect(() => form(output, "terminal", true)).toThrow(
      /^--polls is for --output ndjson; add that/,
    );
  }
});

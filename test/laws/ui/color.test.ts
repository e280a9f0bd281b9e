import { describe, expect, test } from "vitest";
import { type ColorInput, forceColor } from "../../../src/ui/color.ts";
import type { Environment } from "../../../src/system/environment.ts";

function decided(env: Environment, events: Partial<ColorInput> = {}): "0" | "1" {
  return forceColor({ choice: "auto", env, platform: "linux", ...events });
}

const xterm = { TERM: "xterm-256color" };

test("what --color says wins over everything", () => {
  const all = [{}, { NO_COLOR: "1" }, { FORCE_COLOR: "0" }, { FORCE_COLOR: "3" }, { TERM: "dumb" }];
  for (const env of all) {
    expect(decided(env, { choice: "always" })).toBe("1");
    expect(decided(env, { choice: "never" })).toBe("0");
  }
});

describe("by itself the environment decides", () => {
  test.for<readonly ["0" | "1", Environment]>([
    ["1", xterm],
    ["0", { ...xterm, NO_COLOR: "1" }],
    ["0", { ...xterm, NO_COLOR: "0" }],
    ["1", { ...xterm, NO_COLOR: "" }],
    ["0", { ...xterm, NO_COLOR: "1", FORCE_COLOR: "1", COLORTERM: "truecolor" }],
    ["0", { ...xterm, FORCE_COLOR: "0" }],
    ["0", { ...xterm, FORCE_COLOR: "false" }],
    ["1", { ...xterm, FORCE_COLOR: "" }],
    ["1", { TERM: "dumb", FORCE_COLOR: "1" }],
    ["1", { FORCE_COLOR: "3" }],
    ["1", { FORCE_COLOR: "true" }],
    ["0", { TERM: "dumb" }],
    ["0", { TERM: "dumb", COLORTERM: "truecolor" }],
    ["0", {}],
    ["0", { TERM: "" }],
    ["1", { COLORTERM: "truecolor" }],
    ["0", { TERM: "xterm", COLORTERM: "", NO_COLOR: "yes" }],
    ["1", { TERM: "alacritty" }],
    ["1", { TERM: "linux" }],
    ["0", { TERM: "xterm-mono" }],
    ["0", { TERM: "linux-m" }],
    ["1", { TERM: "linux-m", COLORTERM: "yes" }],
  ])("%s in %j", ([level, env]) => {
    expect(decided(env)).toBe(level);
  });

  test("Windows terminals have it without a TERM", () => {
    expect(decided({}, { platform: "win32" })).toBe("1");
    expect(decided({ NO_COLOR: "1" }, { platform: "win32" })).toBe("0");
  });
});

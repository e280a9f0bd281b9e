import { describe, expect, test } from "vitest";
import { multiplexerOf, through } from "../../../src/attention/multiplexer.ts";
import type { Environment } from "../../../src/system/environment.ts";
import { osc } from "../../../src/text/osc.ts";

describe("the multiplexer", () => {
  test.for<readonly [string | undefined, Environment]>([
    [undefined, {}],
    [undefined, { TERM: "xterm-256color" }],
    [undefined, { TERM: "xterm-256color", TMUX: "", STY: "" }],
    ["tmux", { TMUX: "/tmp/tmux-0/default,1,0", TERM: "tmux-256color" }],
    ["tmux", { TMUX: "/tmp/tmux-0/default,1,0", TERM: "screen-256color" }],
    ["tmux", { TERM: "tmux-256color" }],
    ["screen", { STY: "1.pts-0.host", TERM: "screen" }],
    ["screen", { STY: "1.pts-0.host", TERM: "tmux-256color" }],
    ["screen", { TERM: "screen.xterm-256color" }],
    ["screen", { TERM: "screen-256color" }],
  ])("is %s in %j", ([multiplexer, env]) => {
    expect(multiplexerOf(env)).toBe(multiplexer);
  });

  test("hands a command on as it wants it wrapped", () => {
    const command = osc("9;hello");
    expect(through(command, undefined)).toBe("\u001B]9;hello\u001B\\");
    expect(through(command, "tmux")).toBe("\u001BPtmux;\u001B\u001B]9;hello\u001B\u001B\\\u001B\\");
    expect(through(command, "screen")).toBe("\u001BP\u001B]9;hello\u0007\u001B\\");
  });
});

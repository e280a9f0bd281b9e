import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  notification,
  notifyChoices,
  type NotifyWay,
  notifyWay,
} from "../../../src/attention/notification.ts";
import type { Environment } from "../../../src/system/environment.ts";

const tmux = { TMUX: "/tmp/tmux-0/default,1,0" };
const screen = { STY: "1.pts-0.host" };

describe("by itself a notification takes", () => {
  test.for<readonly [NotifyWay, Environment]>([
    ["bell", {}],
    ["bell", { TERM: "xterm-256color", VTE_VERSION: "8000" }],
    ["bell", { TERM: "rxvt-unicode-256color" }],
    ["bell", { TERM_PROGRAM: "Apple_Terminal" }],
    ["bell", { WT_SESSION: "f3a1c2f0" }],
    ["bell", { KONSOLE_VERSION: "220800" }],
    ["osc777", { KONSOLE_VERSION: "230400" }],
    ["osc777", { TERM: "foot" }],
    ["osc777", { TERM: "foot-extra" }],
    ["osc99", { TERM: "xterm-kitty" }],
    ["osc9", { TERM_PROGRAM: "iTerm.app" }],
    ["osc9", { TERM_PROGRAM: "WezTerm" }],
    ["osc9", { TERM_PROGRAM: "ghostty" }],
    ["osc9", { TERM: "xterm-ghostty" }],
    ["osc9", { LC_TERMINAL: "iTerm2", TERM: "xterm-256color" }],
    ["bell", { LC_TERMINAL: "iTerm2", TERM_PROGRAM: "vscode" }],
    ["bell", { TERM_PROGRAM: "iTerm.app", ...tmux }],
    ["bell", { LC_TERMINAL: "iTerm2", ...screen }],
    ["bell", { LC_TERMINAL: "iTerm2", TERM: "tmux-256color" }],
  ])("%s in %j", ([way, env]) => {
    expect(notifyWay("auto", env)).toBe(way);
  });
});

test("the way that the user names is taken anywhere", () => {
  for (const choice of notifyChoices.filter((one) => one !== "auto")) {
    for (const env of [{}, tmux, { TERM: "xterm-kitty" }, { TERM_PROGRAM: "iTerm.app" }]) {
      expect(notifyWay(choice, env)).toBe(choice);
    }
  }
});

describe("the bytes of a notification", () => {
  const text = "Workday HR: COMPLETED in 15m 21s";
  test.for<readonly [NotifyWay, string]>([
    ["bell", "\u0007"],
    ["osc9", "\u001B]9;Workday HR: COMPLETED in 15m 21s\u001B\\"],
    ["osc777", "\u001B]777;notify;aggwatch;Workday HR: COMPLETED in 15m 21s\u001B\\"],
    ["osc99", "\u001B]99;;Workday HR: COMPLETED in 15m 21s\u001B\\"],
  ])("by %s", ([way, bytes]) => {
    expect(notification(text, way, {})).toBe(bytes);
  });

  test("go through a multiplexer, which keeps the bell for itself to hand on", () => {
    expect(notification("a", "osc9", tmux)).toBe(
      "\u001BPtmux;\u001B\u001B]9;a\u001B\u001B\\\u001B\\",
    );
    expect(notification("a", "osc9", screen)).toBe("\u001BP\u001B]9;a\u0007\u001B\\");
    expect(notification("a", "bell", tmux)).toBe("\u0007");
    expect(notification("a", "bell", screen)).toBe("\u0007");
  });

  test("have no semicolon of the text's own", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("osc9", "osc777", "osc99"), (text, way) => {
        const own = { osc9: 1, osc777: 3, osc99: 2 }[way];
        expect(notification(text, way, {}).split(";").length - 1).toBe(own);
      }),
    );
    expect(notification("4;1;50", "osc9", {})).toBe("\u001B]9;4,1,50\u001B\\");
  });
});

import { describe, expect, test } from "vitest";
import {
  clearTaskbar,
  hasTaskbar,
  taskbarSequence,
  taskbarState,
} from "../../../src/attention/taskbar.ts";
import type { Environment } from "../../../src/system/environment.ts";
import type { Watch } from "../../../src/watch/model/watch.ts";
import { accounts } from "../../support/invented/answers.ts";
import { live, offline, over, seen, stalled } from "../../support/invented/watches.ts";

const collecting = live("a", "STARTED");
const running = live("b", "ACCOUNTS_COLLECTED", accounts(410, 1000));
const done = over(running, "COMPLETED");

function bytes(watches: readonly Watch[], closedUntil = 0): string {
  return taskbarSequence(taskbarState(seen(watches, closedUntil), 5000));
}

describe("the taskbar", () => {
  test("shows the percent of all ids together", () => {
    expect(bytes([running, collecting])).toBe("\u001B]9;4;1;41\u001B\\");
  });

  test("shows that something goes on while nothing has totals", () => {
    expect(bytes([collecting])).toBe("\u001B]9;4;3\u001B\\");
  });

  test("shows an error at any problem, with the percent where there is one", () => {
    expect(bytes([running, stalled(running)])).toBe("\u001B]9;4;2;41\u001B\\");
    expect(bytes([running, offline(collecting)], 5001)).toBe("\u001B]9;4;2;41\u001B\\");
    expect(bytes([offline(collecting)])).toBe("\u001B]9;4;2\u001B\\");
    expect(bytes([done, over(running, "TERMINATED")])).toBe("\u001B]9;4;2;100\u001B\\");
  });

  test("shows a pause while a 429 makes everything wait, and no longer", () => {
    expect(bytes([running], 5001)).toBe("\u001B]9;4;4;41\u001B\\");
    expect(bytes([collecting], 5001)).toBe("\u001B]9;4;4\u001B\\");
    expect(bytes([running], 5000)).toBe("\u001B]9;4;1;41\u001B\\");
  });

  test("is full once all have completed, whatever wait is left", () => {
    expect(bytes([done, done], 5001)).toBe("\u001B]9;4;1;100\u001B\\");
  });

  test("is given back with a state of 0", () => {
    expect(clearTaskbar).toBe("\u001B]9;4;0\u001B\\");
  });
});

describe("the terminal shows progress", () => {
  test.for<Environment>([
    { WT_SESSION: "f3a1c2f0-0d4e-4b43-9d0c-0d5a1f0c8b11" },
    { ConEmuANSI: "ON" },
    { TERM_PROGRAM: "WezTerm" },
    { TERM_PROGRAM: "ghostty" },
    { TERM_PROGRAM: "mintty" },
    { TERM: "xterm-ghostty" },
    { TERM_PROGRAM: "iTerm.app", TERM_FEATURES: "T3CwLrMSc7UUw9Ts3BFGsSyHNoSxFP" },
    { TERM_FEATURES: "MPB" },
    { PTYXIS_VERSION: "48.0" },
    { VTE_VERSION: "8000" },
    { KONSOLE_VERSION: "260400" },
  ])("in %j, and not inside a multiplexer there", (env) => {
    expect(hasTaskbar(env)).toBe(true);
    expect(hasTaskbar({ ...env, TMUX: "/tmp/tmux-0/default,1,0" })).toBe(false);
    expect(hasTaskbar({ ...env, STY: "1.pts-0.host" })).toBe(false);
    expect(hasTaskbar({ ...env, TERM: "screen-256color" })).toBe(false);
  });

  test.for<Environment>([
    {},
    { TERM: "xterm-256color" },
    { TERM: "xterm-kitty" },
    { WT_SESSION: "" },
    { ConEmuANSI: "OFF" },
    { TERM_PROGRAM: "Apple_Terminal" },
    { TERM_PROGRAM: "vscode" },
    { TERM_PROGRAM: "iTerm.app", TERM_PROGRAM_VERSION: "3.5.0" },
    { TERM_PROGRAM: "iTerm.app", TERM_FEATURES: "T3CwLrMSc7UUw9Ts3BFGsSyHNoSx" },
    { TERM_FEATURES: "T3Pa" },
    { TERM_FEATURES: "T3 P" },
    { PTYXIS_VERSION: "47.9" },
    { VTE_VERSION: "7802" },
    { KONSOLE_VERSION: "251203" },
    { KONSOLE_VERSION: "new" },
  ])("not in %j", (env) => {
    expect(hasTaskbar(env)).toBe(false);
  });
});

import { describe, expect, test } from "vitest";
import type { Environment } from "../../../src/system/environment.ts";
import { hasLinks, linkChoices } from "../../../src/ui/hyperlinks.ts";

const inTerminal = (env: Environment) => hasLinks({ choice: "auto", env, isTerminal: true });

describe("names are links by themselves", () => {
  test.for<Environment>([
    { TERM: "xterm-kitty" },
    { TERM: "xterm-ghostty" },
    { TERM: "foot-extra" },
    { TERM: "alacritty" },
    { TERM_PROGRAM: "iTerm.app" },
    { LC_TERMINAL: "iTerm2" },
    { TERM_PROGRAM: "WezTerm" },
    { TERM_PROGRAM: "vscode" },
    { WT_SESSION: "7c1e" },
    { TERM: "xterm-256color", VTE_VERSION: "7006" },
    { KONSOLE_VERSION: "220400" },
    { TMUX: "/tmp/tmux-0/default,1,0", TERM_PROGRAM: "tmux", TERM_PROGRAM_VERSION: "3.4" },
    { TERM: "tmux-256color", TERM_PROGRAM: "tmux", TERM_PROGRAM_VERSION: "3.5a" },
    { TERM: "xterm-256color", FORCE_HYPERLINK: "1", NO_COLOR: "1" },
  ])("in %j", (env) => {
    expect(inTerminal(env)).toBe(true);
  });
});

describe("names are none by themselves", () => {
  test.for<Environment>([
    {},
    { TERM: "xterm-256color" },
    { TERM_PROGRAM: "Apple_Terminal" },
    { TERM: "footnote" },
    { VTE_VERSION: "5000" },
    { VTE_VERSION: "nonsense" },
    { KONSOLE_VERSION: "200400" },
    { TMUX: "/tmp/tmux-0/default,1,0", TERM_PROGRAM: "tmux", TERM_PROGRAM_VERSION: "3.3a" },
    { TMUX: "/tmp/tmux-0/default,1,0", TERM_PROGRAM: "iTerm.app" },
    { STY: "1.pts-0.host", WT_SESSION: "7c1e" },
    { TERM: "xterm-kitty", NO_COLOR: "1" },
    { TERM: "xterm-kitty", FORCE_HYPERLINK: "0" },
    { TERM: "dumb", FORCE_HYPERLINK: "1" },
  ])("in %j", (env) => {
    expect(inTerminal(env)).toBe(false);
  });
});

test("the flag wins over the terminal's name, FORCE_HYPERLINK and NO_COLOR", () => {
  const plain = { TERM: "xterm", NO_COLOR: "1", FORCE_HYPERLINK: "0" };
  expect(hasLinks({ choice: "always", env: plain, isTerminal: true })).toBe(true);
  const known = { TERM: "xterm-kitty", FORCE_HYPERLINK: "1" };
  expect(hasLinks({ choice: "never", env: known, isTerminal: true })).toBe(false);
});

test.for(linkChoices)("a pipe and a dumb terminal never get one: %s", (choice) => {
  const env = { TERM: "xterm-kitty", FORCE_HYPERLINK: "1" };
  expect(hasLinks({ choice, env, isTerminal: false })).toBe(false);
  expect(hasLinks({ choice, env: { ...env, TERM: "dumb" }, isTerminal: true })).toBe(false);
});

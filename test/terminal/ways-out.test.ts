import { describe, expect, test } from "vitest";
import { interactiveShell, program } from "./support/open.ts";
import { commandLine } from "./support/program.ts";
import type { Pty } from "./support/pty.ts";
import { drawingFailsAtSignal, talkingAtSignal } from "./support/throwing.ts";

/** The terminal's title is saved and a taskbar is set: WezTerm has one. */
const env = { TERM_PROGRAM: "WezTerm" };

function expectGivenBack(pty: Pty): void {
  expect(pty.isAlternate()).toBe(false);
  expect(pty.isCursorHidden()).toBe(false);
  const written = pty.written();
  const isLast = (one: string, other: string) =>
    written.lastIndexOf(one) > written.lastIndexOf(other);
  expect(isLast("\u001B[23;2t", "\u001B[22;2t")).toBe(true);
  expect(isLast("\u001B]9;4;0", "\u001B]9;4;1")).toBe(true);
  expect(isLast("\u001B[?2004l", "\u001B[?2004h")).toBe(true);
}

test.for([
  ["SIGQUIT", 131],
  ["SIGABRT", 134],
  ["SIGUSR2", 140],
  ["SIGALRM", 142],
  ["SIGXCPU", 152],
] as const)(
  "%s gives title, taskbar and terminal back and exits with %i",
  async ([signal, code]) => {
    const pty = program(["demo"], { env });
    await pty.until("COLLECTING");
    pty.kill(signal);
    await expect(pty.exited).resolves.toBe(code);
    expectGivenBack(pty);
  },
);

test("SIGUSR1 opens no debugger, and the screen goes on", async () => {
  const pty = program(["demo"], { env });
  await pty.until("COLLECTING");
  pty.kill("SIGUSR1");
  pty.type("\u0003");
  await expect(pty.exited).resolves.toBe(130);
  expect(pty.written()).not.toContain("Debugger");
});

test("a screen that fails in all that it draws is a bug, reported once the terminal is given back", async () => {
  const pty = program(["demo"], { env: { ...env, ...drawingFailsAtSignal } });
  await pty.until("COLLECTING");
  pty.kill("SIGUSR1");
  await expect(pty.exited).resolves.toBe(70);
  expect(pty.written()).toMatch(/1049l[^]*a bug in aggwatch[^]*Error: ours/);
  expectGivenBack(pty);
});

test("what Node and others say while the screen is up is said once it is gone", async () => {
  const pty = program(["demo"], { env: talkingAtSignal });
  await pty.until("COLLECTING");
  pty.kill("SIGUSR1");
  pty.type("\t");
  await pty.until("╔═ Active Directory");
  expect(pty.written()).not.toContain("canary");
  pty.type("\u0003");
  await expect(pty.exited).resolves.toBe(130);
  expect(pty.written()).toMatch(
    /1049l[^]*canary of others\r\naggwatch: Node.js warns: canary of Node/,
  );
});

describe("a job that Ctrl-Z has stopped", () => {
  async function stoppedJob(): Promise<Pty> {
    const pty = interactiveShell();
    await pty.until("$ ");
    pty.type(`clear; ${commandLine("demo --speed 2")}\r`);
    await pty.until("╭─ GitHub");
    pty.type("\u001A");
    await pty.until(/Stopped/);
    return pty;
  }

  test.for([
    ["TERM", 143],
    ["HUP", 129],
  ] as const)(
    "goes at once by kill -%s, and leaves the terminal to the shell",
    async ([name, code]) => {
      const pty = await stoppedJob();
      const taken = pty.written().split("\u001B[?1049h").length;
      // Until it has looked again, bash takes the job for stopped, which is 148; it may also be the
      // first to say how the job has ended.
      const waiting = "c=148; while [ $c = 148 ]; do wait %1; c=$?; sleep 0.1; done";
      pty.type(`kill -${name} %1; ${waiting}; echo left-with-$c\r`);
      await pty.until(new RegExp(`Exit ${code}|left-with-${code}`));
      expect(pty.written().split("\u001B[?1049h").length).toBe(taken);
      expect(pty.isAlternate()).toBe(false);
      expect(pty.isCursorHidden()).toBe(false);
    },
  );

  test("does not take the terminal behind the shell: bg stops it again, and fg shows it", async () => {
    const pty = await stoppedJob();
    const waiting = "until jobs -s | grep -q aggwatch; do sleep 0.1; done";
    pty.type(`clear; bg; ${waiting}; echo stopped-$((1 + 1))\r`);
    await pty.until("stopped-2");
    expect(pty.isAlternate()).toBe(false);
    pty.type("clear; fg\r");
    await pty.until(/^ aggwatch[^]*╭─ GitHub[^]*╯\n \? help[^\n]*$/);
    expect(pty.isAlternate()).toBe(true);
  });
});

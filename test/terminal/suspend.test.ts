import { expect, test } from "vitest";
import { interactiveShell } from "./support/open.ts";
import { commandLine } from "./support/program.ts";
import type { Pty } from "./support/pty.ts";

/** The demo as a job of a shell. */
async function demoInShell(): Promise<Pty> {
  const pty = interactiveShell();
  await pty.until("$ ");
  pty.type(`clear; ${commandLine("demo --speed 2")}\r`);
  await pty.until("╭─ GitHub");
  return pty;
}

/** What a shell needs to be used: the primary screen, a cursor, keys that are echoed. */
async function expectUsableShell(pty: Pty): Promise<void> {
  expect(pty.isAlternate()).toBe(false);
  expect(pty.isCursorHidden()).toBe(false);
  pty.type("echo typed-$((20 + 3))\r");
  await pty.until(/echo typed-\$\(\(20 \+ 3\)\)\n(.*\n)*typed-23\n/);
}

test("Ctrl-Z gives the terminal back, and fg draws the screen again", async () => {
  const pty = await demoInShell();
  pty.type("\u001A");
  await pty.until(/Stopped/);
  await expectUsableShell(pty);
  pty.type("fg\r");
  await pty.until(/^ aggwatch[^]*╭─ GitHub[^]*╯\n \? help[^\n]*$/);
  expect(pty.isAlternate()).toBe(true);
  expect(pty.isCursorHidden()).toBe(true);
  pty.type("\t");
  // Only what an answer has told is running when left.
  await pty.until(/╔═ Active Directory[^]*(COLLECTING|PROCESSING)/);
  pty.type("qq");
  await pty.until("when left");
  pty.type('echo "left with $?"\r');
  await pty.until("left with 8");
  await expectUsableShell(pty);
});

test("a SIGTSTP from elsewhere does the same, again and again", async () => {
  const pty = await demoInShell();
  for (let turn = 0; turn < 3; turn += 1) {
    process.kill(pty.foreground(), "SIGTSTP");
    await pty.until(/Stopped/);
    expect(pty.isAlternate()).toBe(false);
    pty.type("clear; fg\r");
    await pty.until(/^ aggwatch[^]*╭─ GitHub[^]*╯\n \? help[^\n]*$/);
  }
});

test("after a SIGSTOP, of which no process is told, fg draws the screen again", async () => {
  const pty = await demoInShell();
  process.kill(pty.foreground(), "SIGSTOP");
  await pty.until(/Stopped/);
  const before = timesTaken(pty);
  pty.type("fg\r");
  // What was drawn before is still there in part: only what is drawn anew counts.
  await pty.until(() => timesTaken(pty) > before && isWhole(pty));
  expect(pty.isAlternate()).toBe(true);
  pty.type("\t");
  await pty.until("╔═ Active Directory");
});

test("nothing is offline after it was suspended: what was under way is asked again", async () => {
  const pty = await demoInShell();
  pty.type("\u001A");
  await pty.until(/Stopped/);
  pty.type("fg\r");
  await pty.until(/next \ds ─╯/);
  expect(pty.screen().join("\n")).not.toContain("OFFLINE");
});

/** How often the program has taken the alternate screen. */
function timesTaken(pty: Pty): number {
  return pty.written().split("\u001B[?1049h").length - 1;
}

function isWhole(pty: Pty): boolean {
  return /^ aggwatch[^]*╭─ GitHub[^]*╯\n \? help[^\n]*$/.test(pty.screen().join("\n"));
}

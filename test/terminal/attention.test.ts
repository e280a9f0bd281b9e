import { expect, test } from "vitest";
import { program } from "./support/open.ts";

const esc = "\u001B";

test("title and taskbar say how it goes, and are given back at the end", async () => {
  const pty = program(["demo", "normal", "deletions", "--speed", "300"], {
    env: { WT_SESSION: "1", TERM_PROGRAM: "" },
  });
  await expect(pty.exited).resolves.toBe(0);
  const written = pty.written();
  expect(written).toContain(`${esc}[22;2t`);
  expect(written).toMatch(/\u001B\]2;\d+% · [^\u001B]*2 running · aggwatch demo ×300/);
  expect(written).toMatch(/\u001B\]9;4;1;\d+/);
  const lastTitle = written.lastIndexOf(`${esc}]2;`);
  expect(written.slice(lastTitle)).toMatch(/^\u001B\]2;(\u001B\\|\u0007)\u001B\[23;2t/);
  const lastTaskbar = written.lastIndexOf(`${esc}]9;4;`);
  expect(written.slice(lastTaskbar)).toMatch(/^\u001B\]9;4;0/);
});

test("they are given back as well where a signal ends it", async () => {
  const pty = program(["demo"], { env: { WT_SESSION: "1" } });
  await pty.until("COLLECTING");
  pty.kill("SIGTERM");
  await expect(pty.exited).resolves.toBe(143);
  expect(pty.written().slice(pty.written().lastIndexOf(`${esc}]2;`))).toContain(`${esc}[23;2t`);
});

test("--notify calls at an end by what the terminal has, or by the bell", async () => {
  const bell = program(["demo", "quick", "--speed", "300", "--notify=bell"]);
  await expect(bell.exited).resolves.toBe(0);
  expect(bell.written()).toContain("\u0007");
  const desktop = program(["demo", "quick", "--speed", "300", "--notify"], {
    env: { TERM_PROGRAM: "WezTerm" },
  });
  await expect(desktop.exited).resolves.toBe(0);
  expect(desktop.written()).toMatch(/\u001B\]9;Slack: COMPLETED in /);
});

test("without --notify nothing calls", async () => {
  const pty = program(["demo", "quick", "--speed", "300"], { env: { TERM_PROGRAM: "WezTerm" } });
  await expect(pty.exited).resolves.toBe(0);
  expect(pty.written()).not.toMatch(/\u001B\]9;[^4]/);
});

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { interactiveShell, program } from "./support/open.ts";
import { commandLine } from "./support/program.ts";
import type { Pty } from "./support/pty.ts";
import { drawingFailsAtSignal } from "./support/throwing.ts";

/** Whether the terminal reports what a mouse does, by all that was written to it. */
function isReporting(pty: Pty): boolean {
  const written = pty.written();
  return ["1000", "1006"].some(
    (mode) => written.lastIndexOf(`\u001B[?${mode}h`) > written.lastIndexOf(`\u001B[?${mode}l`),
  );
}

async function demo(args: readonly string[] = ["--mouse"], env = {}): Promise<Pty> {
  const pty = program(["demo", "--speed", "2", ...args], { env });
  await pty.until(/COLLECTING[^]*COLLECTING/);
  return pty;
}

describe("the mouse", () => {
  test("is left to the terminal unless it is asked for", async () => {
    const pty = await demo([]);
    expect(pty.written()).not.toMatch(/\u001B\[\?100\d[hl]/);
  });

  test("is taken where the configuration file asks for it, and not against --no-mouse", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "aggwatch-")), "config.yaml");
    writeFileSync(file, "mouse: true\n");
    expect(isReporting(await demo([], { AGGWATCH_CONFIG: file }))).toBe(true);
    expect(isReporting(await demo(["--no-mouse"], { AGGWATCH_CONFIG: file }))).toBe(false);
  });

  test("focuses by a click, and the wheel scrolls the help", async () => {
    const pty = await demo();
    pty.type("\u001B[<0;50;5M\u001B[<0;50;5m");
    await pty.until("╔═ Active Directory ═");
    pty.type("?");
    await pty.until(/\n KEYS/);
    pty.type("\u001B[<65;5;5M");
    await pty.until(() => !pty.screen().join("\n").includes("KEYS"));
    pty.type("\u001B[<64;5;5M");
    await pty.until(/\n KEYS/);
  });

  test.for([
    ["q", 8, (pty: Pty) => pty.type("qq")],
    ["Ctrl-C", 130, (pty: Pty) => pty.type("\u0003")],
    ["SIGTERM", 143, (pty: Pty) => pty.kill("SIGTERM")],
    ["SIGHUP", 129, (pty: Pty) => pty.kill("SIGHUP")],
    ["SIGQUIT", 131, (pty: Pty) => pty.kill("SIGQUIT")],
  ] as const)("is given back by %s", async ([, code, leave]) => {
    const pty = await demo();
    expect(isReporting(pty)).toBe(true);
    leave(pty);
    await expect(pty.exited).resolves.toBe(code);
    expect(isReporting(pty)).toBe(false);
  });

  test("is given back by a screen that fails", async () => {
    // What fails are minutes, which are soon there.
    const pty = await demo(["--mouse", "--speed", "20"], drawingFailsAtSignal);
    pty.kill("SIGUSR1");
    await expect(pty.exited).resolves.toBe(70);
    expect(isReporting(pty)).toBe(false);
  });

  test("is given back while the program is suspended, and taken again with fg", async () => {
    const pty = interactiveShell();
    await pty.until("$ ");
    pty.type(`clear; ${commandLine("demo --speed 2 --mouse")}\r`);
    await pty.until("╭─ GitHub");
    expect(isReporting(pty)).toBe(true);
    pty.type("\u001A");
    await pty.until(/Stopped/);
    expect(isReporting(pty)).toBe(false);
    pty.type("fg\r");
    await pty.until(() => isReporting(pty));
    pty.type("qq");
    await pty.until("when left");
    expect(isReporting(pty)).toBe(false);
  });
});

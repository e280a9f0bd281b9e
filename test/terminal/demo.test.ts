import { describe, expect, test } from "vitest";
import { program, shell } from "./support/open.ts";
import { hurryingAtSignal } from "./support/hurrying.ts";
import { throwingAtSignal } from "./support/throwing.ts";

describe("the demo on a terminal", () => {
  test("shows four panes at 80×24", async () => {
    const pty = shell("demo");
    await pty.until(/^ aggwatch[^\n]* 4 running [^]*╭─ GitHub[^]*╯\n \? help[^\n]*$/);
    expect(pty.isAlternate()).toBe(true);
    expect(pty.isCursorHidden()).toBe(true);
    const panes = pty.screen();
    expect(panes).toHaveLength(24);
    expect(panes[0]).toMatch(
      /^ aggwatch · demo ×10 · 4 running +(?:\S+ left · )?\d+ of 50 requests\/10s/,
    );
    expect(panes[1]).toMatch(/^╔═ Workday HR ═+ \S ═╗╭─ Active Directory ─+ \S ─╮$/);
    expect(panes[12]).toMatch(/^╭─ SAP ECC ─+ \S ─╮╭─ GitHub ─+ \S ─╮$/);
    expect(panes[23]).toMatch(/^ \? help {2}q quit {2}Tab next/);
  });

  test("runs to its end and leaves the outcomes", async () => {
    const pty = shell("demo --speed 300");
    await pty.until("terminal as it was");
    const after = pty.screen().join("\n");
    expect(pty.isAlternate()).toBe(false);
    expect(pty.isCursorHidden()).toBe(false);
    expect(after).toMatch(/^before\n✓ Workday HR +COMPLETED in 1\dm/);
    expect(after).toMatch(/✓ Active Directory +COMPLETED in/);
    expect(after).toMatch(/✓ SAP ECC +COMPLETED in/);
    expect(after).toMatch(/\n− GitHub +CANCELLED by a user[^]*\n4 aggregations: .*; exit code 0\n/);
    expect(after).toContain("left with 0");
  });

  test("shows a table where panes do not fit", async () => {
    const pty = shell("demo --speed 300", { columns: 40, rows: 10 });
    await pty.until(/\n {3}SOURCE +STATE[^]*\n.\S Active[^]*\n \? help {2}q quit/);
    await pty.until("left with 0");
    expect(pty.isAlternate()).toBe(false);
  });
});

describe("leaving", () => {
  test("by q: the terminal is as it was, the last state stands below, exit code 8", async () => {
    const pty = shell("demo");
    await pty.until("COLLECTING");
    pty.type("q");
    await pty.until("4 still running");
    pty.type("q");
    await pty.until("terminal as it was");
    const after = pty.screen().join("\n");
    expect(after).toMatch(/^before\n~ Workday HR +COLLECTING when left\n/);
    expect(after).toContain("left with 8");
    expect(pty.isAlternate()).toBe(false);
    expect(pty.isCursorHidden()).toBe(false);
  });

  test("by --timeout, though the screen stays when all have ended: exit code 124", async () => {
    const args = "demo bad-request --speed 1 --timeout 2h --stay";
    const pty = shell(args, { env: hurryingAtSignal });
    await pty.until("REFUSED");
    pty.killForeground("SIGURG");
    await pty.until("terminal as it was");
    expect(pty.screen().join("\n")).toMatch(
      /^before\n✗ [^\n]* REFUSED: HTTP 400[^]*; exit code 124\naggwatch: timed out after 2h 00m\nleft with 124\n/,
    );
    expect(pty.isAlternate()).toBe(false);
    expect(pty.isCursorHidden()).toBe(false);
  });

  test("by --any: at the first end, whose code counts, with the others above the prompt", async () => {
    const pty = shell("demo normal zero --speed 300 --any");
    await pty.until("terminal as it was");
    const after = pty.screen().join("\n");
    expect(after).toMatch(/✓ Payroll +COMPLETED in[^]*Workday HR +\w+ when left/);
    expect(after).toContain("left with 0");
    expect(pty.isAlternate()).toBe(false);
  });

  test("by Ctrl-C: the same, exit code 130", async () => {
    const pty = shell("demo");
    await pty.until("COLLECTING");
    pty.type("\u0003");
    await pty.until("terminal as it was");
    expect(pty.screen().join("\n")).toMatch(/COLLECTING when left[^]*left with 130/);
    expect(pty.isAlternate()).toBe(false);
    expect(pty.isCursorHidden()).toBe(false);
  });

  test.for([
    ["SIGTERM", 143],
    ["SIGHUP", 129],
    ["SIGINT", 130],
  ] as const)("by %s: the terminal is as it was, exit code %i", async ([signal, code]) => {
    const pty = program(["demo"]);
    await pty.until("COLLECTING");
    pty.kill(signal);
    await expect(pty.exited).resolves.toBe(code);
    expect(pty.isAlternate()).toBe(false);
    expect(pty.isCursorHidden()).toBe(false);
    expect(pty.screen().join("\n")).toContain("when left");
  });

  test("by a bug of ours: the terminal is as it was, the bug is reported, exit code 70", async () => {
    const pty = program(["demo"], { env: throwingAtSignal });
    await pty.until("COLLECTING");
    pty.kill("SIGUSR2");
    await expect(pty.exited).resolves.toBe(70);
    expect(pty.screen().join("\n")).toMatch(
      /COLLECTING when left[^]*a bug in aggwatch[^]*Error: ours/,
    );
    expect(pty.isAlternate()).toBe(false);
    expect(pty.isCursorHidden()).toBe(false);
  });

  test("by a bug of ours where there is no screen: the bug is reported, exit code 70", async () => {
    const pty = program(["simulate"], { env: throwingAtSignal });
    await pty.until("SAP ECC");
    pty.kill("SIGUSR2");
    await expect(pty.exited).resolves.toBe(70);
    expect(pty.screen().join("\n")).toContain("this is a bug in aggwatch");
  });

  test("keys work although the ids come on standard input", async () => {
    const env = {
      SAIL_BASE_URL: "http://127.0.0.1:9",
      SAIL_CLIENT_ID: "id",
      SAIL_CLIENT_SECRET: "secret",
    };
    const pty = shell("- <test/samples/ids.txt", { env });
    await pty.until("OFFLINE");
    expect(pty.screen().join("\n")).toContain("Workday HR");
    pty.type("qq");
    await pty.until("left with 8");
    await pty.until("terminal as it was");
  });
});

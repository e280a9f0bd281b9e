import { mkdtempSync, watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scenarios } from "../../src/simulator/scenarios/scenarios.ts";
import { serve, started } from "../wire/support/scripted-server.ts";
import { program, shell } from "./support/open.ts";
import { commandLine } from "./support/program.ts";
import { openPty } from "./support/pty.ts";

/** Colours and nothing else that changes how a character looks. */
const colours = /\u001B\[(?:3[0-7]|9[0-7]|38;|4[0-7])m/;

describe("colour", () => {
  test.for([
    [["--color=never"], {}],
    [[], { NO_COLOR: "1" }],
    [[], { FORCE_COLOR: "0" }],
  ] as const)("there is none with %o %o", async ([args, env]) => {
    const pty = program(["demo", ...args], { env });
    await pty.until("COLLECTING");
    expect(pty.written()).not.toMatch(colours);
  });

  test.for([
    [[], {}],
    [["--color=always"], { NO_COLOR: "1" }],
  ] as const)("there is with %o %o", async ([args, env]) => {
    const pty = program(["demo", ...args], { env });
    await pty.until("COLLECTING");
    expect(pty.written()).toMatch(colours);
    expect(pty.screen().join("\n")).not.toContain("Warning");
  });
});

test("--ascii draws with nothing else", async () => {
  const pty = program(["demo", "--ascii"]);
  await pty.until(/#= Workday HR =+ ~ =#\+- Active Directory -+ ~ -\+/);
  expect(pty.screen().join("\n")).toMatch(/^[\x20-\x7E\n]*$/);
});

test("names in any script leave every border in its column", async () => {
  const server = await serve(({ url }) =>
    url.startsWith("/oauth") ? { body: '{"access_token":"t","expires_in":749}' } : started,
  );
  const env = {
    SAIL_BASE_URL: server.baseUrl.href,
    SAIL_CLIENT_ID: "id",
    SAIL_CLIENT_SECRET: "secret",
  };
  const labels = ["人事部の情報源システム", "👩‍👩‍👧‍👦 HR 🇩🇪", "الموارد البشرية", "e\u0301cole"];
  const pty = program(
    labels.map((label, index) => `${String(index).padStart(32, "0")}=${label}`),
    { env },
  );
  await pty.until(/COLLECTING[^]*COLLECTING[^]*COLLECTING[^]*COLLECTING/);
  const { active } = pty.terminal.buffer;
  const cellsAt = (column: number) =>
    Array.from({ length: 22 }, (_, row) =>
      active
        .getLine(row + 1)
        ?.getCell(column)
        ?.getChars(),
    );
  for (const column of [0, 39, 40, 79]) {
    expect(cellsAt(column).join("")).toMatch(/^[╔╗╚╝║╭╮╰╯│]{22}$/);
  }
});

test("a spinner turns while an answer takes long", async () => {
  const server = await serve(({ url }) =>
    url.startsWith("/oauth")
      ? { body: '{"access_token":"t","expires_in":749}' }
      : new Promise(() => undefined),
  );
  const env = {
    SAIL_BASE_URL: server.baseUrl.href,
    SAIL_CLIENT_ID: "id",
    SAIL_CLIENT_SECRET: "secret",
  };
  const pty = program(["2c91808477a6b0c60177a81146b8110b"], { env });
  for (const glyph of ["⠋", "⠼", "⠏", "⠙"]) await pty.until(`╚═ ${glyph} waiting `);
  pty.type("\u0003");
  await expect(pty.exited).resolves.toBe(130);
});

test("--stay keeps the screen when all have ended, takes more ids, and leaves by q alone", async () => {
  const pty = program(["demo", "quick", "--speed", "300", "--stay"]);
  await pty.until(/Slack ═+ ✓/);
  pty.type("a");
  await pty.until("add: ▏");
  pty.type("2c91808477a6b0c60177a81146b8110b\r");
  // Until then something still runs.
  await pty.until(/no verdict/);
  pty.type("q");
  await expect(pty.exited).resolves.toBe(3);
  expect(pty.isAlternate()).toBe(false);
});

test("a screen reader gets a line for each change, and keys work", async () => {
  const pty = program(["demo", "--speed", "5"], { env: { INK_SCREEN_READER: "true" } });
  await pty.until(/^watching 4 aggregations at 127[^]*Workday HR: started/);
  expect(pty.isAlternate()).toBe(false);
  pty.type("\t");
  await pty.until(/\nActive Directory, 2 of 4: c/);
  pty.type("q");
  await pty.until("4 still running. Press q again to quit, any other key to stay");
  pty.type("q");
  await expect(pty.exited).resolves.toBe(8);
  expect(pty.written()).not.toMatch(/[─│╭╮╰╯═║━┈]/);
});

test("the summary counts what is no problem where it is longer than the terminal", async () => {
  const pty = shell("demo all --speed 5", { columns: 80, rows: 12 });
  await pty.until(`${scenarios.length} watched`);
  pty.type("qq");
  await pty.until("terminal as it was");
  // By then the id that may not be watched has been asked, or it has not.
  expect(pty.screen().join("\n")).toMatch(
    new RegExp(
      `\\n${scenarios.length} aggregations: [^]*; exit\\s+code [48]\\nleft with [48]\\nterminal as it was`,
    ),
  );
});

test("a lost terminal ends the process, though nobody sends it a signal", async () => {
  const folder = mkdtempSync(join(tmpdir(), "aggwatch-"));
  const left = new Promise((resolve) => {
    const watcher = watch(folder, (_, file) => {
      if (file !== "left") return;
      watcher.close();
      resolve(undefined);
    });
  });
  // A shell that ignores SIGHUP has its children ignore it, too.
  const script = `trap '' HUP; ${commandLine("demo")}; echo $? >${folder}/code; mv ${folder}/code ${folder}/left`;
  const pty = openPty("/bin/sh", ["-c", script]);
  await pty.until("COLLECTING");
  pty.close();
  await left;
  expect(Number(await readFile(join(folder, "left"), "utf8"))).toBeGreaterThan(0);
});

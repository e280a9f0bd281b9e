import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { serve, started } from "../wire/support/scripted-server.ts";
import { program } from "./support/open.ts";
import type { Pty } from "./support/pty.ts";

/** The demo at a speed at which nothing ends before a person could press the keys. */
async function demo(args: readonly string[] = [], size = {}): Promise<Pty> {
  const pty = program(["demo", "--speed", "2", ...args], size);
  await pty.until(/COLLECTING[^]*COLLECTING/);
  return pty;
}

/** A pane with a double border. */
const focusOn = (name: string) => new RegExp(`╔═ ${name} ═`);

describe("keys in a real terminal", () => {
  test("Tab, Shift-Tab, arrows and hjkl move the focus through the panes", async () => {
    const pty = await demo();
    await pty.until(focusOn("Workday HR"));
    const way = [
      ["\t", "Active Directory"],
      ["\u001B[Z", "Workday HR"],
      ["\u001B[C", "Active Directory"],
      ["\u001B[B", "GitHub"],
      ["\u001B[D", "SAP ECC"],
      ["\u001B[A", "Workday HR"],
      ["l", "Active Directory"],
      ["j", "GitHub"],
      ["h", "SAP ECC"],
      ["k", "Workday HR"],
      ["\u001B[F", "GitHub"],
      ["\u001B[H", "Workday HR"],
      ["\u001BOF", "GitHub"],
      ["\u001BOH", "Workday HR"],
    ] as const;
    for (const [key, name] of way) {
      pty.type(key);
      await pty.until(focusOn(name));
    }
  });

  test("arrows, PgUp and PgDn move through a table, which follows", async () => {
    // None of these is a problem that would come first.
    const healthy =
      "normal deletions grows shrinks stall quick zero late absent null zeros four-fields errors warnings";
    const args = ["demo", ...healthy.split(" "), "--speed", "2"];
    const pty = program(args, { columns: 80, rows: 16 });
    await pty.until(/▌\S Workday HR/);
    pty.type("\u001B[B");
    await pty.until(/▌\S Active Directory/);
    pty.type("\u001B[6~");
    await pty.until(/ [2-9]-\d+\/14/);
    pty.type("\u001B[5~\u001B[5~");
    await pty.until(/▌\S Workday HR/);
    pty.type("\u001B[F");
    await pty.until(/\d+-14\/14/);
  });

  test("Enter and z zoom to the full screen and back, Escape leads back", async () => {
    const pty = await demo();
    for (const [zoom, back] of ["\r\r", "zz", "z\u001B"] as const) {
      pty.type(zoom ?? "");
      await pty.until(/^ aggwatch.*\n╔═ Workday HR ═+ \S ═╗\n/);
      pty.type(back ?? "");
      await pty.until("╭─ GitHub");
    }
  });

  test("Space marks, Enter zooms the marked ones as panes, and Escape leads back", async () => {
    const pty = program(["demo", "--speed", "2"], { columns: 80, rows: 14 });
    await pty.until(/▌\S Workday HR/);
    pty.type(" ");
    await pty.until(/▌\S\*Workday HR[^]* 1 marked /);
    pty.type("\u001B[F ");
    await pty.until(/▌\S\*GitHub[^]* 2 marked .*z zoom marked/);
    pty.type("\r");
    await pty.until(
      /^ [^\n]*\n╭─\*Workday HR ─+ \S ─╮╔═\*GitHub ═+ \S ═╗\n[^]* marked only · 2 of 4/,
    );
    pty.type("\r");
    await pty.until(/^ [^\n]*\n╔═\*GitHub ═+ \S ═╗\n/);
    pty.type("\u001B");
    await pty.until(/╭─\*Workday HR/);
    pty.type("\u001B");
    await pty.until(/▌\S\*GitHub/);
    pty.type("\u001B");
    await pty.until(/▌\S GitHub/);
  });

  test("e shows the events and hides them", async () => {
    const pty = await demo();
    pty.type("e");
    await pty.until(/COLLECTING {2}events 1–1 of 1, newest first/);
    pty.type("e");
    await pty.until("╭─ GitHub");
  });

  test("/ filters as one types, Enter keeps it, Escape shows all", async () => {
    const pty = await demo();
    pty.type("/");
    await pty.until("/▏");
    pty.type("git");
    await pty.until(/^ aggwatch.*\n╔═ GitHub [^]*\/git▏ {2}1 of 4/);
    pty.type("\u007F\u007F\u007F");
    await pty.until(/╔═ Workday HR[^]*\/▏ {2}4 of 4/);
    pty.type("sap\r");
    await pty.until(/^ aggwatch.*\n╔═ SAP ECC [^]* \/sap · 1 of 4 /);
    pty.type("\u001B");
    await pty.until("Workday HR");
  });

  test("s cycles the order and says which it is", async () => {
    const pty = await demo();
    for (const order of [
      "problems first",
      "by progress",
      "by time left",
      "by rate",
      "by age",
      "by running time",
      "by name",
      "as given",
    ]) {
      pty.type("s");
      await pty.until(`order: ${order}`);
    }
  });

  test("S reverses the order, and the title of its column shows which way it goes", async () => {
    const pty = program(["demo", "--speed", "2"], { columns: 100, rows: 12 });
    await pty.until("STATE ▾");
    pty.type("sss");
    await pty.until(/order: by rate {2}/);
    await pty.until("RATE ▾");
    pty.type("S");
    await pty.until(/order: by rate, reversed/);
    await pty.until("RATE ▴");
  });

  test("f shows problems only, d hides what is done", async () => {
    const pty = program(["demo", "normal", "deletions", "zero", "unknown", "--speed", "40"]);
    await pty.until(/NOT FOUND[^]*/);
    await pty.until(/Payroll ─+ ✓/);
    pty.type("f");
    await pty.until(/^ [^\n]*\n╔═ Zoom [^]*problems only · 1 of 4/);
    pty.type("f");
    await pty.until("Workday HR");
    pty.type("d");
    await pty.until(/done hidden · 3 of 4/);
    expect(pty.screen().join("\n")).not.toContain("Payroll");
  });

  test("r asks now, p pauses and goes on", async () => {
    const pty = program(["demo", "--speed", "1", "--interval", "60"]);
    await pty.until(/COLLECTING[^]*COLLECTING[^]*COLLECTING[^]*COLLECTING/);
    pty.type("p");
    // By the age of its data: look-ups of earlier runs count among the requests as well.
    await pty.until(/ paused · [^]* [2-9]s old · paused ═╝/);
    pty.type("r");
    await pty.until(/ [01]s old · paused ═╝/);
    pty.type("p");
    await pty.until(/next \d+s ─╯/);
    expect(pty.screen().join("\n")).not.toContain("paused");
  });

  test("w ends a wait of an hour that a 429 asked for, and is offered only then", async () => {
    const token = '{"access_token":"t","token_type":"bearer","expires_in":749}';
    const server = await serve(({ url }, times) => {
      if (url.startsWith("/oauth")) return { body: token };
      return times === 1 ? { status: 429, headers: { "retry-after": "3600" } } : started;
    });
    const env = {
      SAIL_BASE_URL: server.baseUrl.href,
      SAIL_CLIENT_ID: "id",
      SAIL_CLIENT_SECRET: "secret",
    };
    const pty = program(["2c91808477a6b0c60177a81146b8110b=Workday HR"], { env });
    // It counts down, and a busy computer draws its first frame late.
    const left = "(?:1h 00m|59m \\d\\ds)";
    await pty.until(
      new RegExp(`rate limited \\(429\\): waiting ${left}[^]*resumes in ${left}[^]*w retry now`),
    );
    pty.type("w");
    await pty.until(/COLLECTING[^]*next \ds[^]*q quit {2}z zoom/);
    expect(pty.screen()[0]).not.toMatch(/\b429\b/);
  });

  test("a adds ids and x drops one", async () => {
    const pty = await demo();
    pty.type("a");
    await pty.until("add: ▏");
    pty.type("=Wrong\r");
    await pty.until("is not an aggregation id");
    pty.type("\u0015");
    await pty.until("add: ▏");
    pty.type("2c91808477a6b0c60177a81146b8110b=My source\r");
    await pty.until(/4 running {2}1 (?:not found so far|no answer yet)|5 running/);
    await pty.until("My source");
    pty.type("\u001B[F");
    await pty.until(focusOn("My source"));
    pty.type("x");
    await pty.until(/ 4 running/);
    await pty.until(/╔═ GitHub/);
    expect(pty.screen().join("\n")).not.toMatch(/─ My source|═ My source/);
  });

  test("x says what it dropped, and u brings it back", async () => {
    const pty = await demo();
    pty.type("x");
    await pty.until(/dropped Workday HR; u brings it back/);
    await pty.until(/╔═ Active Directory/);
    pty.type("u");
    await pty.until(/Workday HR is watched again/);
    await pty.until(focusOn("Workday HR"));
    pty.type("u");
    await pty.until("nothing to undo");
  });

  test("m takes an ended problem out of the count, and puts it back", async () => {
    const pty = program(["demo", "normal", "unknown", "--speed", "20"]);
    await pty.until(/1 problem/);
    pty.type("\u001B[F");
    await pty.until(/╔═ Zoom ═[^]*m seen/);
    pty.type("m");
    await pty.until(/^ .*1 seen[^]*marked as seen/);
    expect(pty.screen()[0]).not.toContain("problem");
    pty.type("m");
    await pty.until(/^ .*1 problem[^]*counts as new again/);
  });

  test("pasted ids are added, however many lines they have", async () => {
    const pty = await demo();
    pty.type("a");
    await pty.until("add: ▏");
    pty.type("\u001B[200~job-aaa1=One\njob-bbb2=Two\n\u001B[201~");
    await pty.until(/add: job-aaa1=One/);
    pty.type("\r");
    await pty.until(/2 (?:not found so far|no answer yet)|6 running/);
  });

  test("y asks the terminal to copy the id, by OSC 52", async () => {
    const pty = await demo();
    pty.type("z");
    await pty.until(/║ [0-9a-f]{32} /);
    const [id = ""] = /[0-9a-f]{32}/.exec(pty.screen().join("\n")) ?? [];
    pty.type("y");
    await pty.until("id sent to the clipboard");
    const copied = Buffer.from(id).toString("base64");
    expect(pty.written()).toContain(`\u001B]52;c;${copied}\u001B\\`);
  });

  test("Y asks the terminal to copy the whole status line", async () => {
    const pty = await demo();
    pty.type("Y");
    await pty.until("status line sent to the clipboard");
    const [, copied = ""] = /\u001B\]52;c;([^\u001B]+)\u001B/.exec(pty.written()) ?? [];
    expect(Buffer.from(copied, "base64").toString()).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}Workday HR {2}[0-9a-f]{32} {2}COLLECTING, running /,
    );
  });

  test("keys of the configuration file take the place of the usual ones, and are shown", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "aggwatch-")), "config.yaml");
    writeFileSync(file, "keys:\n  quit: Q\n  sort: c\n  zoom: [Enter, g]\n  pause: p\n");
    const env = { AGGWATCH_CONFIG: file };
    const pty = program(["demo", "--speed", "2"], { env });
    await pty.until(/COLLECTING[^]*COLLECTING[^]* \? help {2}Q quit {2}.*Enter zoom {2}.*c sort/);
    pty.type("qsc");
    await pty.until("order: problems first");
    pty.type("g");
    await pty.until(/^ aggwatch.*\n╔═ Workday HR ═+ \S ═╗\n[^]*Enter zoom out/);
    pty.type("?");
    await pty.until(/ Q +quit; asks once[^]* Enter g +zoom/);
    pty.type("QQ");
    await pty.until(/Press Q again to quit, any other key to stay/);
    pty.type("Q");
    await expect(pty.exited).resolves.toBe(8);
  });

  test("? shows the keys and the states, and any of ?, q and Escape leads back", async () => {
    const pty = await demo();
    for (const back of ["?", "q", "\u001B"]) {
      pty.type("?");
      await pty.until(/KEYS[^]*1–22 of \d+ {2}Esc back/);
      pty.type("\u001B[6~");
      await pty.until(/STATES[^]*▸ PROCESSING[^]*23–44 of/);
      pty.type(back);
      await pty.until("╭─ GitHub");
    }
  });

  test("q asks once, and any other key stays", async () => {
    const pty = await demo();
    pty.type("q");
    await pty.until("4 still running");
    pty.type("n");
    await pty.until("? help");
    pty.type("q");
    await pty.until("4 still running");
    pty.type("q");
    await expect(pty.exited).resolves.toBe(8);
  });
});

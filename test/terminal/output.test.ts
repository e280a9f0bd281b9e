import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { shell } from "./support/open.ts";

describe("lines on a terminal", () => {
  test("are plain ones with --output plain, and the terminal is left alone", async () => {
    const pty = shell("demo quick --speed 300 --output plain", { columns: 120 });
    await pty.until(/watching 1 aggregation/);
    expect(pty.isAlternate()).toBe(false);
    expect(pty.isCursorHidden()).toBe(false);
    await pty.until("terminal as it was");
    const screen = pty.screen().join("\n");
    expect(screen).toMatch(
      /^before\n\S+Z +watching[^]*Slack {2}STARTED\n[^]*Slack {2}COMPLETED in /,
    );
    expect(screen).toMatch(/Z +1 completed\nleft with 0\n/);
  });

  test("are objects with --output ndjson, to the end by Ctrl-C", async () => {
    const pty = shell("demo normal --output ndjson", { columns: 200 });
    await pty.until(/"type":"status"/);
    pty.type("\u0003");
    await pty.until(/"leftBy":"signal","signal":"SIGINT","exitCode":130\}/);
  });

  test("are none with --output quiet", async () => {
    const pty = shell("demo quick --speed 300 --output quiet");
    await pty.until("terminal as it was");
    expect(pty.screen().join("\n").trim()).toBe("before\nleft with 0\nterminal as it was");
  });
});

describe("the requests of -v", () => {
  test("wait for the end of a screen on the same terminal, and break no row of it", async () => {
    const pty = shell("demo normal --speed 100 -v", { columns: 160 });
    await pty.until(/PROCESSING|COLLECTED/);
    expect(pty.isAlternate()).toBe(true);
    expect(pty.screen().join("\n")).not.toContain("/account-aggregations/");
    pty.type("\u0003");
    await pty.until("terminal as it was");
    expect(pty.screen().join("\n")).toMatch(
      /Z GET \/v2024\/account-aggregations\/\w+\/status: 200 in \d+ms, waited \d+ms, /,
    );
  });

  test("go to a file beside the screen at once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "aggwatch-verbose-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "requests");
    const pty = shell(`demo normal -v 2> ${file}`);
    await pty.until(/STARTED|COLLECTING|PROCESSING/);
    expect(pty.isAlternate()).toBe(true);
    expect(readFileSync(file, "utf8")).toMatch(/Z POST \/oauth\/token: 200 in /);
    pty.type("\u0003");
    await pty.until("left with 130");
  });
});

test("where the screen was stands the table of --summary, in place of the lines", async () => {
  const pty = shell("demo quick --speed 300 --summary markdown", { columns: 120 });
  await pty.until("terminal as it was");
  const screen = pty.screen().join("\n");
  expect(screen).toMatch(/^before\n\| Aggregation \| Id \|[^]*\n\| Slack \| \w+ \| ✓ COMPLETED \|/);
  expect(screen).not.toMatch(/^✓ Slack/m);
});

test.for(["plain", "ndjson", "quiet"])(
  "aggwatch alone opens no picker with --output %s, though it could",
  async (form) => {
    const pty = shell(`--output ${form}`, { columns: 120 });
    await pty.until("left with 2");
    expect(pty.screen().join("\n")).toContain(
      "no aggregation id given (to pick from what runs, leave --output out);",
    );
  },
);

test("the schema is shipped as it is", () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const { exports } = Object(JSON.parse(read("package.json")));
  expect(read(exports["./events.schema.json"])).toBe(read("src/output/ndjson/events.schema.json"));
});

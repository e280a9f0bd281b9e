import { expect, test } from "vitest";
import { scenarios } from "../../src/simulator/scenarios/scenarios.ts";
import { program } from "./support/open.ts";
import type { Pty } from "./support/pty.ts";

/** One frame and nothing else: a header, a footer, each row no longer than it may be. */
function isWholeFrame(pty: Pty, columns: number, rows: number): boolean {
  const screen = pty.screen();
  const times = (wanted: RegExp) => screen.filter((row) => wanted.test(row)).length;
  return (
    screen.length === rows &&
    screen.every((row) => row.length <= columns) &&
    times(/q quit/) === 1 &&
    times(/^ (aggwatch|demo|4 running|▸4)/) === 1
  );
}

test("the screen fits the terminal again after each resize", async () => {
  const pty = program(["demo", "--speed", "2"]);
  await pty.until("╭─ Active Directory");
  for (const [columns, rows, last] of [
    [120, 40, /╭─ GitHub[^]*╯\n \? help/],
    [40, 10, / {3}SOURCE[^]*GitHub[^]*\n \? help/],
    [20, 3, /^ [▸4].*\n▌~ Workd.*\n \? help {2}q quit$/],
    [19, 3, /^needs 20×3\n\n$/],
    [200, 50, /╭─ GitHub[^]*╯\n \? help/],
    [76, 16, /╭─ GitHub[^]*╯\n \? help/],
  ] as const) {
    pty.resize(columns, rows);
    await pty.until(
      () =>
        last.test(pty.screen().join("\n")) && (columns < 20 || isWholeFrame(pty, columns, rows)),
    );
  }
});

test("a storm of resizes leaves no rubbish", async () => {
  const pty = program(["demo", "all", "--speed", "20"]);
  const count = scenarios.length;
  await pty.until(/SOURCE/);
  for (let turn = 0; turn < 60; turn += 1) {
    pty.resize(20 + ((turn * 37) % 180), 3 + ((turn * 13) % 47));
    if (turn % 7 === 0) pty.type("z");
    // Some are drawn and some are not, as when a window's edge is dragged.
    if (turn % 5 === 0) await pty.until(/q quit|needs 20×3/);
  }
  pty.type("\u001B");
  pty.resize(80, 24);
  await pty.until(
    new RegExp(
      `^ aggwatch · demo ×20 · ${count} watched[^]*\\n \\d+-\\d+/${count} {2}\\? help {2}q quit[^\\n]*$`,
    ),
  );
  const screen = pty.screen();
  expect(screen).toHaveLength(24);
  expect(screen.filter((row) => /^ {3}SOURCE .* AGE$/.test(row))).toHaveLength(1);
  expect(screen.filter((row) => /^[╭╰]/.test(row))).toHaveLength(2);
  expect(screen.filter((row) => row.includes("q quit"))).toHaveLength(1);
  pty.type("\u0003");
  await expect(pty.exited).resolves.toBe(130);
});

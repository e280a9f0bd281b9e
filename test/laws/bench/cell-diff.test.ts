import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import xterm from "@xterm/headless";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cellDiff, cellsOf } from "../../bench/speed/support/cell-diff.ts";

const columns = 12;
const rows = 4;
const home = "\u001B[H\u001B[2J";

/** An emulator that shows what has been written to it. */
async function showing(...written: readonly string[]) {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  terminal.loadAddon(new UnicodeGraphemesAddon());
  for (const text of written) {
    await new Promise<void>((resolve) => {
      terminal.write(text, resolve);
    });
  }
  return terminal;
}

const looks = fc.constantFrom("", "1", "2", "7", "32", "95", "38;5;200", "1;44", "38;2;1;2;3");
const text = fc.constantFrom("a", "b", " ", "  ", "─", "漢", "字", "é", "e\u0301", "123");
const piece = fc.tuple(looks, text).map(([look, shown]) => `\u001B[0;${look}m${shown}`);
const row = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(""));
const screen = fc
  .array(row, { maxLength: rows })
  .map((lines) => lines.map((line, at) => `\u001B[${at + 1}H${line}\u001B[0m`).join(""));

test("a cell diff turns the screen before into the screen after, whatever they show", async () => {
  await fc.assert(
    fc.asyncProperty(screen, screen, async (before, after) => {
      const [old, wanted] = [await showing(before), cellsOf(await showing(after))];
      const { written } = cellDiff(cellsOf(old), wanted);
      expect(cellsOf(await showing(before, "\u001B[0m", written))).toEqual(wanted);
    }),
  );
});

test("a cell diff of a screen and itself is nothing", async () => {
  await fc.assert(
    fc.asyncProperty(screen, async (shown) => {
      const cells = cellsOf(await showing(shown));
      expect(cellDiff(cells, cells).written).toBe("");
    }),
  );
});

test("a cell diff is a move, looks where they differ, and the changed cells of each run", async () => {
  const before = cellsOf(await showing(`${home}1s, \u001B[2mnext 4s`));
  const after = cellsOf(await showing(`${home}2s, \u001B[2mnext 3s`));
  expect(cellDiff(before, after)).toEqual({
    written: "\u001B[1;1H2\u001B[1;10H\u001B[0;2m3",
    looks: "2",
  });
});

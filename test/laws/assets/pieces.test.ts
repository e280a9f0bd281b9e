import { expect, test } from "vitest";
import { drawingOf } from "../../../assets/drawing/glyphs.ts";
import { piecesOf } from "../../../assets/drawing/pieces.ts";
import { signs } from "../../../src/ui/lines/ascii.ts";
import { openEmulator } from "../../support/emulator.ts";

/** How these rows are drawn. */
async function pieces(...rows: readonly string[]): Promise<readonly string[]> {
  const { terminal, write } = await openEmulator({ columns: 20, rows: rows.length });
  await write(rows.join("\r\n"));
  return piecesOf(terminal);
}

test("a text is as wide as its cells, whatever the font; a wider gap than a blank divides it", async () => {
  expect(await pieces("a <b> & c  d")).toEqual([
    '<text x="0" y="14" textLength="81">a &lt;b> &amp; c</text>',
    '<text x="99" y="14">d</text>',
  ]);
});

test("colors, bold and faint are classes; a change of them begins another piece", async () => {
  expect(await pieces("\u001B[1;31mbad\u001B[0;2mfaint\u001B[m", "")).toEqual([
    '<text class="c1 bold" x="0" y="14" textLength="27">bad</text>',
    '<text class="faint" x="27" y="14" textLength="45">faint</text>',
  ]);
});

test("a bar is one stroke from its first cell to its last half", async () => {
  expect(await pieces("━━━╸┈┈")).toEqual([
    '<path class="heavy" d="M0 9H31.5"/>',
    '<path class="dotted" d="M36 9H54"/>',
  ]);
});

test("bars beside each other are one outline, which goes on a little below", async () => {
  expect(await pieces("▄█▁")).toEqual(['<path class="fill" d="M0 18.5V9H9V0H18V15.75H27V18.5z"/>']);
});

test("sides of a frame are one stroke over all rows, with their corners", async () => {
  const [top, bottom, left, right, ...more] = await pieces("╭──╮", "│  │", "│  │", "╰──╯");
  expect(more).toEqual([]);
  expect([top, bottom]).toEqual([
    '<path class="line" d="M8.5 9H27.5"/>',
    '<path class="line" d="M8.5 63H27.5"/>',
  ]);
  expect(left).toContain('d="M4.5 18V54M9.5 9h');
  expect(right).toContain("M31.5 18V54");
});

test("every sign of the program that a font may lack is drawn", () => {
  const typed = signs.split("").filter((sign) => drawingOf(sign) === undefined);
  expect(typed.join("")).toBe("·±−…×→–≈≤≥↑↓←");
});

test("a sign without a drawing is an error, not text", () => {
  expect(drawingOf("A")).toBeUndefined();
  expect(() => drawingOf("⠋")).toThrow("no drawing of ⠋");
});

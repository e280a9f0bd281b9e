import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import { width } from "../../../src/text/columns.ts";
import { safeText } from "../../../src/text/safe-text.ts";
import { type Line, lineWidth, span } from "../../../src/ui/lines/line.ts";
import { drawPlaced, readPlaced, withPlaceholders } from "../../../src/ui/lines/placed-text.ts";

const written = (line: Line) => line.map(({ text }) => text).join("");
const anyName = fc.string({ unit: "grapheme", maxLength: 30 }).map((text) => safeText(text));

test("Ink and its libraries measure text by the very library that aggwatch does", () => {
  const ours = createRequire(import.meta.url);
  const ink = createRequire(ours.resolve("ink"));
  const wrapping = createRequire(ours.resolve("wrap-ansi"));
  expect(ink.resolve("string-width")).toBe(ours.resolve("string-width"));
  expect(wrapping.resolve("string-width")).toBe(ours.resolve("string-width"));
});

test("what terminals draw alike is written as it is", () => {
  const line = [span("╔═ Größe & Söhne, Отдел, 人事部 ══ "), span("▸ 41%"), span(" ═╗")];
  expect(withPlaceholders(line)).toBe(line);
});

test("what they do not is drawn in its own room, and what follows in its place", () => {
  const line = [span("│ "), span("❤\uFE0F HR"), span(" 41% │")];
  const placed = withPlaceholders(line);
  expect(lineWidth(placed)).toBe(lineWidth(line));
  expect(drawPlaced(written(placed))).toBe(
    "│ \u001B[3G  \u001B[3G\u001B[?7l❤\uFE0F\u001B[?7h\u001B[5G HR 41% │",
  );
});

test("words of one name are drawn together", () => {
  const placed = written(withPlaceholders([span("a कर्म चारी 7")]));
  expect(placed).toMatch(/^a ([\uE000-\uF8FF])\1+ 7$/u);
  expect(readPlaced(placed)).toBe("a कर्म चारी 7");
});

test("what Ink has cut off is left blank", () => {
  const placed = written(withPlaceholders([span("कर्मचारी")]));
  expect(drawPlaced(placed.slice(0, 2))).toBe("  ");
});

test("what was drawn long ago makes room, what is on the screen does not", () => {
  const shown = [span("कर्मचारी")];
  const first = written(withPlaceholders(shown));
  const seen = new Set<string>();
  for (let index = 0; index < 7000; index += 1) {
    withPlaceholders([span(`${String.fromCodePoint(0x4e_00 + index)}\u0301`)]);
    seen.add(written(withPlaceholders(shown)));
  }
  expect(seen).toEqual(new Set([first]));
  expect(readPlaced(first)).toBe("कर्मचारी");
});

test("property: lines keep their width, and can be read again", () => {
  fc.assert(
    fc.property(fc.array(anyName, { maxLength: 5 }), (texts) => {
      const line = texts.map((text) => span(text));
      const placed = withPlaceholders(line);
      expect(placed.map(({ text }) => width(text))).toEqual(texts.map(width));
      // What takes no column of its own is not drawn.
      expect(placed.map(({ text }) => width(readPlaced(text)))).toEqual(texts.map(width));
    }),
  );
});

import { createRequire } from "node:module";
import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { isNarrow, width } from "../../../src/text/columns.ts";
import { safeText } from "../../../src/text/safe-text.ts";
import { isDoubtful, piecesOf } from "../../../src/ui/lines/placed-text.ts";

const texts = (text: string) => piecesOf(text).map((piece) => piece.text);

test("wrapping measures text by the very library that aggwatch does", () => {
  const ours = createRequire(import.meta.url);
  const wrapping = createRequire(ours.resolve("wrap-ansi"));
  expect(wrapping.resolve("string-width")).toBe(ours.resolve("string-width"));
});

test("what terminals draw alike is drawn a character at a time", () => {
  const text = "═ Größe, Отдел, 人事部 ▸";
  expect(texts(text)).toEqual(Array.from(text));
  expect(piecesOf("a人")).toEqual([
    { text: "a", columns: 1 },
    { text: "人", columns: 2 },
  ]);
});

test("what they do not is drawn in one go", () => {
  expect(piecesOf("x ❤\uFE0F HR")).toEqual([
    { text: "x", columns: 1 },
    { text: " ", columns: 1 },
    { text: "❤\uFE0F", columns: 2 },
    { text: " ", columns: 1 },
    { text: "H", columns: 1 },
    { text: "R", columns: 1 },
  ]);
});

test("words of one name are drawn together", () => {
  expect(texts("a कर्म चारी 7")).toEqual(["a", " ", "कर्म चारी", " ", "7"]);
});

test("what takes no column of its own is not drawn", () => {
  expect(texts("a\u200E7")).toEqual(["a", "7"]);
});

test("characters of one column are told by the width that all of aggwatch plans with", () => {
  const characters = Array.from({ length: 0xd7_e0 }, (_, index) =>
    String.fromCharCode(0x20 + index),
  );
  const certain = characters.filter((character) => !isDoubtful(character));
  expect(certain.length).toBeGreaterThan(40_000);
  expect(certain.filter((one) => stringWidth(one) !== (isNarrow(one) ? 1 : 2))).toEqual([]);
});

test("property: the pieces of a text take its columns", () => {
  const anyName = fc.string({ unit: "grapheme", maxLength: 30 }).map((text) => safeText(text));
  fc.assert(
    fc.property(anyName, (text) => {
      const pieces = piecesOf(text);
      expect(pieces.reduce((sum, { columns }) => sum + columns, 0)).toBe(width(text));
      for (const piece of pieces) expect(width(piece.text)).toBe(piece.columns);
    }),
  );
});

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asciiLine } from "../../../src/ui/lines/ascii.ts";
import { span } from "../../../src/ui/lines/line.ts";
import { width } from "../../../src/text/columns.ts";
import { conditionLooks } from "../../../src/wording/states.ts";

const folder = new URL("../../../src/", import.meta.url);

function ascii(text: string): string {
  return asciiLine([span(text)])
    .map((part) => part.text)
    .join("");
}

/** Every character that is not ASCII in the sources of what a screen shows, comments left out. */
function ownSigns(): ReadonlySet<string> {
  const files = ["ui", "wording", "text", "watch"].flatMap((name) =>
    readdirSync(new URL(`${name}/`, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => new URL(`${name}/${file}`, folder)),
  );
  const code = files.map((file) =>
    readFileSync(file, "utf8").replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, ""),
  );
  return new Set(code.join("").match(/\P{ASCII}/gu));
}

test("every sign of ours has one in ASCII, as wide as it is", () => {
  const signs = [...ownSigns()];
  expect(signs.length).toBeGreaterThan(40);
  expect(signs.filter((sign) => ascii(sign) === "?")).toEqual([]);
  expect(signs.map((sign) => ascii(sign).length)).toEqual(signs.map(width));
});

test("every state has a sign of its own group in ASCII too", () => {
  const signs = new Map(Object.values(conditionLooks).map(({ glyph }) => [glyph, ascii(glyph)]));
  expect(new Set(signs.values()).size).toBe(signs.size);
});

test("a text in another script keeps its columns", () => {
  expect(ascii("人事 HR")).toBe("???? HR");
  expect(ascii("e\u0301cole")).toBe("?cole");
  expect(ascii("plain")).toBe("plain");
});

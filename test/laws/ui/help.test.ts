import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { helpLines, keysHelp } from "../../../src/ui/keys/help.ts";
import { helpPage, pagePosition, pageRows } from "../../../src/ui/keys/help-page.ts";
import { screenHelp, statesHelp } from "../../../src/ui/keys/help-terms.ts";
import { type Line, lineWidth } from "../../../src/ui/lines/line.ts";
import { conditionLooks } from "../../../src/wording/states.ts";

function textsOf(lines: readonly Line[]): readonly string[] {
  return lines.map((line) => line.map(({ text }) => text).join(""));
}

/** The characters of a page, in any order: side by side, words of other parts come between. */
function charactersOf(lines: readonly Line[]): string {
  return Array.from(textsOf(lines).join("").replaceAll(/\s+/g, "")).toSorted().join("");
}

describe("the help", () => {
  test("says what each state means", () => {
    const page = textsOf(helpLines(80)).join(" ").replaceAll(/\s+/g, " ");
    for (const { about } of Object.values(conditionLooks)) expect(page).toContain(about);
    expect(statesHelp.entries).toHaveLength(Object.keys(conditionLooks).length);
  });

  test.for(["8 of 50 requests/10s", "every 5s", "next 4s", "left 12–25m", "▂▅·▇▃", "░", "AGE"])(
    "says what %s on the screen means",
    (sign) => {
      const entry = screenHelp.entries.find((one) => textsOf([one.sign])[0]?.includes(sign));
      expect(entry?.text).toMatch(/\w{3}/);
      expect(textsOf(helpLines(80)).join("\n")).toContain(sign);
    },
  );

  test("has its parts side by side where each is readable", () => {
    const titles = (columns: number) =>
      textsOf(helpLines(columns)).filter((text) => /KEYS|STATES|ON THE SCREEN/.test(text)).length;
    expect([80, 120, 200].map(titles)).toEqual([3, 2, 1]);
  });

  test("says where one is in it, where it is longer than the screen", () => {
    const lines = helpLines(80);
    const { length } = lines;
    expect(pagePosition(lines, 0, 22)).toBe(`1–22 of ${length}`);
    expect(pagePosition(lines, 1000, 22)).toBe(`${length - 21}–${length} of ${length}`);
    expect(pagePosition(lines, 0, length)).toBe("");
    expect(textsOf(pageRows(lines, 1000, { columns: 80, rows: 22 })).at(-1)).toBe(
      textsOf(pageRows(lines, length - 1, { columns: 80, rows: 22 })).at(-1),
    );
  });

  test("serves other keys as well", () => {
    const page = textsOf(helpPage([keysHelp([["Space", "select"]]), statesHelp], 80));
    expect(page.slice(0, 3)).toEqual([" KEYS", " Space  select", ""]);
  });

  test("property: in any width no line is wider and nothing is lost", () => {
    const whole = charactersOf(helpLines(80));
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 250 }), (columns) => {
        const lines = helpLines(columns);
        expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(columns);
        expect(charactersOf(lines)).toBe(whole);
      }),
    );
  });
});

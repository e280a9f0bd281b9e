import fc from "fast-check";
import { expect, test } from "vitest";
import { span } from "../../../src/ui/lines/line.ts";
import { type Section, stacked } from "../../../src/ui/pane/sections.ts";

/** A part of so many rows, each with its name. */
function part(name: string, rows: number, priority: number): Section {
  return { lines: Array.from({ length: rows }, () => [span(name)]), priority };
}

/** A part that has as many rows as it may. */
function growing(name: string, rows: number, priority: number, mostRows: number): Section {
  const grown = (own: number) => part(name, own, priority).lines;
  return { ...part(name, rows, priority), mostRows, grown };
}

function shown(sections: readonly Section[], rows: number): string {
  return stacked(sections, rows)
    .map((line) => line.map(({ text }) => text).join("") || ".")
    .join(" ");
}

test("parts stand one below the other, apart by a blank row, the last one at the bottom", () => {
  const parts = [part("head", 2, 0), part("notes", 1, 2), part("foot", 1, 0)];
  expect(shown(parts, 8)).toBe("head head . notes . . . foot");
});

test("where there is no room for blank rows there are none", () => {
  const parts = [part("head", 2, 0), part("notes", 2, 2), part("foot", 1, 0)];
  expect(shown(parts, 5)).toBe("head head notes notes foot");
});

test("those of low priority are cut at their end, and left out", () => {
  const parts = [part("head", 2, 0), part("notes", 2, 2), part("plot", 1, 1), part("foot", 1, 0)];
  expect(shown(parts, 5)).toBe("head head notes plot foot");
  expect(shown(parts, 4)).toBe("head head plot foot");
  expect(shown(parts, 2)).toBe("head head");
});

test("what can say more in more rows grows into the room, the last one into all of it", () => {
  const plot = growing("plot", 1, 1, 9);
  const events = growing("events", 1, 2, 9);
  expect(shown([plot, events, part("foot", 0, 0)], 11)).toBe(
    "plot plot plot plot plot . events events events events events",
  );
  expect(shown([growing("plot", 1, 1, 2), events, part("foot", 0, 0)], 8)).toBe(
    "plot plot . events events events events events",
  );
});

test("property: whatever the parts, the rows are as many as there are", () => {
  const section = fc
    .record({
      rows: fc.nat({ max: 12 }),
      priority: fc.nat({ max: 4 }),
      more: fc.option(fc.nat({ max: 12 })),
    })
    .map(({ rows, priority, more }) =>
      more === null ? part("x", rows, priority) : growing("y", rows, priority, rows + more),
    );
  fc.assert(
    fc.property(fc.array(section, { minLength: 1 }), fc.nat({ max: 60 }), (sections, rows) => {
      expect(stacked(sections, rows)).toHaveLength(rows);
    }),
  );
});

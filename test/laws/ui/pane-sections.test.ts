import fc from "fast-check";
import { expect, test } from "vitest";
import { span } from "../../../src/ui/lines/line.ts";
import { type Section, stacked, type Turn } from "../../../src/ui/pane/sections.ts";

/** A part of so many rows, each with its name, in a group of its own unless one is given. */
function part(name: string, rows: number, turns: readonly Turn[], group = name): Section {
  const lines = Array.from({ length: rows }, () => [span(name)]);
  return { group, turns, said: (own) => lines.slice(0, own) };
}

function shown(sections: readonly Section[], rows: number): string {
  return stacked(sections, rows)
    .map((line) => line.map(({ text }) => text).join("") || ".")
    .join(" ");
}

const head = part("head", 2, [{ rank: 0 }]);
const notes = part("notes", 2, [{ rank: 2 }]);
const foot = part("foot", 1, [{ rank: 1 }]);

test("parts stand one below the other, apart by a blank row, the last group at the bottom", () => {
  expect(shown([head, notes, foot], 9)).toBe("head head . notes notes . . . foot");
  const id = part("id", 1, [{ rank: 3 }], "foot");
  expect(shown([head, notes, id, foot], 9)).toBe("head head . notes notes . . id foot");
});

test("parts of one group are not apart", () => {
  const bars = part("bars", 1, [{ rank: 3 }], "head");
  expect(shown([head, bars, notes, foot], 8)).toBe("head head bars . notes notes . foot");
});

test("a title stands in the blank row", () => {
  const titled = { ...notes, title: [span("NOTES")] };
  expect(shown([head, titled, foot], 7)).toBe("head head NOTES notes notes . foot");
  expect(shown([head, titled, foot], 5)).toBe("head head notes notes foot");
});

test("those of high rank are cut at their end, and left out", () => {
  const plot = part("plot", 1, [{ rank: 2 }]);
  expect(shown([head, plot, notes, foot], 5)).toBe("head head plot notes foot");
  expect(shown([head, plot, notes, foot], 4)).toBe("head head plot foot");
  expect(shown([head, plot, notes, foot], 2)).toBe("head head");
});

test("no row is blank before each part is shown, and a part that grows waits for the blank rows", () => {
  const growing = part("events", 9, [{ rank: 3, rows: 1 }, { rank: 21 }]);
  expect(shown([head, notes, growing, foot], 6)).toBe("head head notes notes events foot");
  expect(shown([head, notes, growing, foot], 8)).toBe("head head . notes notes . events foot");
  expect(shown([head, notes, growing, foot], 10)).toBe(
    "head head . notes notes . events events events foot",
  );
});

test("what has nothing to say takes no part", () => {
  expect(shown([head, part("none", 0, [{ rank: 1 }]), foot], 5)).toBe("head head . . foot");
});

const anySections = fc.array(
  fc
    .record({ rows: fc.nat({ max: 12 }), ranks: fc.array(fc.nat({ max: 30 }), { minLength: 1 }) })
    .map(({ rows, ranks }) =>
      ranks
        .toSorted((one, other) => one - other)
        .map((rank, turn) => ({ rank, rows: rows * (turn + 1) })),
    ),
  { minLength: 1, maxLength: 9 },
);

test("property: the rows are as many as there are, and what is shown in fewer is shown in more", () => {
  fc.assert(
    fc.property(anySections, fc.nat({ max: 60 }), (all, rows) => {
      const sections = all.map((turns, index) => part(`${index}`, 20, turns));
      const few = stacked(sections, rows);
      const more = stacked(sections, rows + 1);
      expect(few).toHaveLength(rows);
      expect(more).toHaveLength(rows + 1);
      const times = (lines: typeof few, name: number) =>
        lines.filter(([first]) => first?.text === `${name}`).length;
      for (const name of all.keys()) {
        expect(times(few, name)).toBeLessThanOrEqual(times(more, name));
      }
    }),
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnNames } from "../../../src/ui/view/column-names.ts";
import { columnsFor } from "../../../src/ui/screen/columns.ts";
import type { Watch } from "../../../src/watch/model/watch.ts";
import { gallery } from "../../screens/gallery.ts";

const { processing, completed, withWarnings, connecting } = gallery;

/** Raw ids, and none of them labeled. */
const unnamed = Array.from({ length: 30 }, (_, index): Watch => {
  return { ...processing, label: undefined, id: String(index).padStart(32, "2c91") };
});

/** Titles with their columns: `STATE 10`. */
function titles(...args: Parameters<typeof columnsFor>): readonly string[] {
  return columnsFor(...args).columns.map(({ title, columns }) => `${title} ${columns}`);
}

function barOf(...args: Parameters<typeof columnsFor>): number {
  const { columns } = columnsFor(...args);
  return columns.find(({ title }) => title === "ACCOUNTS")?.columns ?? 0;
}

describe("raw ids", () => {
  test("are cut to their ends, so that bars keep 20 columns", () => {
    for (let columns = 77; columns <= 200; columns += 1) {
      expect(barOf(unnamed, columns)).toBeGreaterThanOrEqual(20);
    }
    expect(columnsFor(unnamed, 80).nameColumns).toBe(13);
  });

  test("are whole once the bars have theirs", () => {
    expect(columnsFor(unnamed, 160)).toMatchObject({ nameColumns: 32 });
    expect(barOf(unnamed, 160)).toBeGreaterThan(20);
  });

  test("leave a name its room where there is one as well", () => {
    const some = [...unnamed, { ...completed, label: "Active Directory" }];
    expect(columnsFor(some, 80).nameColumns).toBe(16);
  });
});

describe("names", () => {
  const named = [{ ...processing, label: "Active Directory" }, completed];

  test("are readable before there is a bar, and whole before it grows", () => {
    expect(titles(named, 80)).toEqual([
      "STATE 10",
      "ACCOUNTS 9",
      "% 4",
      "DONE/TOTAL 13",
      "RATE 7",
      "LEFT 7",
      "AGE 4",
    ]);
    expect(columnsFor(named, 80).nameColumns).toBe(16);
    const longer = [{ ...processing, label: "a".repeat(40) }];
    expect(columnsFor(longer, 130)).toMatchObject({ nameColumns: 40 });
  });

  test("leave the widest state whole", () => {
    expect(titles([withWarnings], 20)).toEqual(["STATE 13"]);
    expect(columnsFor([withWarnings], 20).nameColumns).toBe(3);
  });
});

describe("columns that the user has chosen", () => {
  test("come in that order, and no others", () => {
    expect(titles([processing], 80, ["left", "state", "percent"])).toEqual([
      "LEFT 7",
      "STATE 10",
      "% 4",
    ]);
  });

  test("go from the last on where there is no room for all", () => {
    const chosen = ["age", "left", "running", "state"] as const;
    expect(titles([processing], 40, chosen)).toEqual(["AGE 4", "LEFT 7", "RUNNING 7"]);
    expect(titles([processing], 30, chosen)).toEqual(["AGE 4", "LEFT 7"]);
  });

  test("leave the rest to names and bar", () => {
    expect(columnsFor(unnamed, 200, ["accounts"])).toMatchObject({
      nameColumns: 32,
      columns: [{ title: "ACCOUNTS", columns: 40 }],
    });
    expect(columnsFor(unnamed, 80, ["age"])).toMatchObject({ nameColumns: 32 });
  });
});

test("property: no row is wider than the table, whatever is chosen", () => {
  const chosen = fc.option(fc.shuffledSubarray([...columnNames]), { nil: undefined });
  const watches = fc.constantFrom([processing], unnamed, [connecting, withWarnings], [completed]);
  fc.assert(
    fc.property(watches, fc.integer({ min: 20, max: 250 }), chosen, (shown, columns, names) => {
      const { nameColumns, columns: all } = columnsFor(shown, columns, names);
      const used = all.reduce((sum, one) => sum + 1 + one.columns, 3 + nameColumns);
      expect(nameColumns).toBeGreaterThanOrEqual(0);
      expect(used).toBeLessThanOrEqual(columns);
      expect(all.length > 0 || names !== undefined).toBe(true);
    }),
  );
});

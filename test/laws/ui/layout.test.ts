import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  betweenColumns,
  canZoom,
  type Layout,
  layOut,
  smallestPane,
  tableCapacity,
} from "../../../src/ui/view/layout.ts";

/** The parts of a screen, a text a row: `40×11 40×11`, `table 80×13 over 80×9`. */
function parts(count: number, columns: number, rows: number, isZoomed = false): readonly string[] {
  return told(layOut(count, { columns, rows }, isZoomed));
}

function told(layout: Layout): readonly string[] {
  const text = (size: { columns: number; rows: number }) => `${size.columns}×${size.rows}`;
  switch (layout.kind) {
    case "tooSmall":
      return ["too small"];
    case "zoom":
      return [`zoom ${text(layout.size)}`];
    case "panes":
      return layout.grid.map((row) => row.map(text).join(" "));
    case "table": {
      const { overviewRows, table, detail } = layout;
      const all = overviewRows > 0 ? [`overview ${overviewRows}`] : [];
      const where = detail && { below: "over", beside: "beside" }[detail.at];
      return [...all, `table ${text(table)}${detail ? ` ${where} ${text(detail.size)}` : ""}`];
    }
  }
}

describe("the layout", () => {
  test("gives one id the whole screen but header and footer", () => {
    expect(parts(1, 80, 24)).toEqual(["80×22"]);
    expect(parts(1, 40, 10)).toEqual(["40×8"]);
  });

  test("puts panes side by side", () => {
    expect(parts(2, 80, 24)).toEqual(["40×22 40×22"]);
    expect(parts(4, 80, 24)).toEqual(["40×11 40×11", "40×11 40×11"]);
    expect(parts(4, 200, 50)).toEqual(["100×24 100×24", "100×24 100×24"]);
    expect(parts(9, 200, 50)).toEqual([
      "67×16 67×16 66×16",
      "67×16 67×16 66×16",
      "67×16 67×16 66×16",
    ]);
  });

  test("leaves no hole where the last row has fewer panes", () => {
    expect(parts(3, 80, 24)).toEqual(["40×11 40×11", "80×11"]);
  });

  test("takes panes of 38×7 and no smaller", () => {
    expect(parts(6, 76, 23)).toEqual(["38×7 38×7", "38×7 38×7", "38×7 38×7"]);
    expect(parts(6, 75, 23)).toEqual(["overview 3", "table 75×7 over 75×11"]);
    expect(parts(6, 76, 22)).toEqual(["overview 2", "table 76×7 over 76×11"]);
  });

  test("shows the focused id's pane below a table, as high as the table lets it", () => {
    expect(parts(12, 80, 24)).toEqual(["table 80×13 over 80×9"]);
  });

  test("shows it beside a table where it is wide", () => {
    expect(parts(60, 200, 60)).toEqual(["overview 2", "table 133×56 beside 66×56"]);
    expect(parts(45, 140, 48)).toEqual(["table 93×46 beside 46×46"]);
  });

  test("tells of all ids together in two rows where not all can be seen", () => {
    expect(parts(100, 80, 24)).toEqual(["overview 2", "table 80×13 over 80×7"]);
    expect(parts(1000, 40, 12)).toEqual(["overview 2", "table 40×8"]);
  });

  test("tells of them where the ids leave room for that, and for a pane that reads well", () => {
    expect(parts(37, 60, 60)).toEqual(["overview 3", "table 60×38 over 60×17"]);
    expect(parts(37, 200, 50)).toEqual(["overview 3", "table 133×45 beside 66×45"]);
    expect(parts(12, 80, 27)).toEqual(["table 80×13 over 80×12"]);
    expect(parts(12, 80, 28)).toEqual(["overview 2", "table 80×13 over 80×11"]);
  });

  test("adds the rate of all where one more row is left, and 60 columns", () => {
    expect(parts(12, 80, 29)).toEqual(["overview 3", "table 80×13 over 80×11"]);
    expect(parts(12, 59, 60)).toEqual(["overview 2", "table 59×13 over 59×43"]);
    expect(parts(100, 200, 106)).toEqual(["overview 3", "table 133×101 beside 66×101"]);
    expect(parts(100, 200, 105)).toEqual(["overview 2", "table 133×101 beside 66×101"]);
    expect(parts(5, 132, 15)).toEqual(["overview 2", "table 88×11 beside 43×11"]);
    expect(parts(5, 132, 14)).toEqual(["table 88×12 beside 43×12"]);
  });

  test("shows rows and nothing else where it is small", () => {
    expect(parts(12, 40, 10)).toEqual(["table 40×8"]);
    expect(parts(1, 20, 3)).toEqual(["table 20×1"]);
  });

  test("shows something from 20×3 on", () => {
    expect(parts(1, 19, 3)).toEqual(["too small"]);
    expect(parts(1, 20, 2)).toEqual(["too small"]);
  });

  test("gives a zoomed id the whole screen, where a pane has room on it", () => {
    expect(parts(100, 80, 24, true)).toEqual(["zoom 80×22"]);
    expect(parts(100, 38, 9, true)).toEqual(["zoom 38×7"]);
    expect(parts(100, 37, 9, true)).toEqual(parts(100, 37, 9));
    expect(canZoom({ columns: 38, rows: 8 })).toBe(false);
  });

  const screen = fc.record({
    columns: fc.integer({ min: 20, max: 400 }),
    rows: fc.integer({ min: 3, max: 120 }),
  });

  test("property: the parts fill the room exactly, each at least as large as it must be", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), screen, (count, size) => {
        const layout = layOut(count, size);
        const { panes, rows, columns } = sumsOf(layout);
        expect(rows).toBe(size.rows - 2);
        expect(columns.every((sum) => sum === size.columns)).toBe(true);
        expect(panes.every(isPane)).toBe(true);
        expect(layout.kind === "panes" ? panes.length : count).toBe(count);
      }),
    );
  });

  test("property: the rate of all takes no row that an id or a pane of 11 rows needs", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), screen, (count, size) => {
        const layout = layOut(count, size);
        if (layout.kind !== "table" || layout.overviewRows < 3) return;
        expect(tableCapacity(layout.table)).toBeGreaterThanOrEqual(count);
        expect(layout.detail?.size.rows ?? 11).toBeGreaterThanOrEqual(11);
      }),
      { numRuns: 3000 },
    );
  });

  test("property: a row is shown for each id, or the overview tells of those that are not", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), screen, (count, size) => {
        const layout = layOut(count, size);
        if (layout.kind !== "table" || size.rows < 11) return;
        const isCut = tableCapacity(layout.table) < count;
        expect(isCut && layout.overviewRows === 0).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });
});

/** The panes of a layout, the height of all its parts together, the width of each row of them. */
function sumsOf(layout: Layout) {
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  if (layout.kind === "panes") {
    return {
      panes: layout.grid.flat(),
      rows: total(layout.grid.map((row) => Math.max(...row.map(({ rows }) => rows)))),
      columns: layout.grid.map((row) => total(row.map(({ columns }) => columns))),
    };
  }
  if (layout.kind !== "table") return { panes: [], rows: 0, columns: [] };
  const { table, detail, overviewRows } = layout;
  const isBelow = detail?.at === "below";
  return {
    panes: detail ? [detail.size] : [],
    rows: table.rows + overviewRows + (isBelow ? detail.size.rows : 0),
    columns: isBelow
      ? [table.columns, detail.size.columns]
      : [table.columns + (detail ? betweenColumns + detail.size.columns : 0)],
  };
}

function isPane({ columns, rows }: { columns: number; rows: number }): boolean {
  return columns >= smallestPane.columns && rows >= smallestPane.rows;
}

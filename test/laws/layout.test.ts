import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layOut } from "../../src/ui/layout.ts";

/** The sizes of the panes, a text a row: `40×11 40×11`. */
function panes(count: number, columns: number, rows: number): readonly string[] {
  const layout = layOut(count, { columns, rows });
  if (layout.kind !== "panes") return [layout.kind];
  return layout.grid.map((row) => row.map((pane) => `${pane.columns}×${pane.rows}`).join(" "));
}

describe("the layout", () => {
  test("gives one id the whole screen but header and footer", () => {
    expect(panes(1, 80, 24)).toEqual(["80×22"]);
    expect(panes(1, 40, 10)).toEqual(["40×8"]);
  });

  test("puts panes side by side", () => {
    expect(panes(2, 80, 24)).toEqual(["40×22 40×22"]);
    expect(panes(4, 80, 24)).toEqual(["40×11 40×11", "40×11 40×11"]);
    expect(panes(4, 200, 50)).toEqual(["100×24 100×24", "100×24 100×24"]);
    expect(panes(9, 200, 50)).toEqual([
      "67×16 67×16 66×16",
      "67×16 67×16 66×16",
      "67×16 67×16 66×16",
    ]);
  });

  test("leaves no hole where the last row has fewer panes", () => {
    expect(panes(3, 80, 24)).toEqual(["40×11 40×11", "80×11"]);
  });

  test("takes panes of 38×7 and no smaller", () => {
    expect(panes(6, 76, 23)).toEqual(["38×7 38×7", "38×7 38×7", "38×7 38×7"]);
    expect(panes(6, 75, 23)).toEqual(["lines"]);
    expect(panes(6, 76, 22)).toEqual(["lines"]);
    expect(panes(12, 80, 24)).toEqual(["lines"]);
  });

  test("shows something from 20×3 on", () => {
    expect(panes(1, 20, 3)).toEqual(["lines"]);
    expect(panes(1, 19, 3)).toEqual(["tooSmall"]);
    expect(panes(1, 20, 2)).toEqual(["tooSmall"]);
  });

  test("property: panes fill the room exactly, one for each id", () => {
    const size = fc.record({
      columns: fc.integer({ min: 1, max: 400 }),
      rows: fc.integer({ min: 1, max: 120 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), size, (count, screen) => {
        const layout = layOut(count, screen);
        const grid = layout.kind === "panes" ? layout.grid : [];
        const heights = grid.map((row) => row[0]?.rows ?? 0);
        const widths = grid.map((row) => row.reduce((sum, { columns }) => sum + columns, 0));
        expect(grid.flat().every(({ columns, rows }) => columns >= 38 && rows >= 7)).toBe(true);
        expect(grid.flat().length).toBe(layout.kind === "panes" ? count : 0);
        expect(widths.every((total) => total === screen.columns)).toBe(true);
        const height = heights.reduce((sum, rows) => sum + rows, 0);
        expect(height).toBe(layout.kind === "panes" ? screen.rows - 2 : 0);
      }),
    );
  });
});

import type { Block } from "./page.ts";

/** A table of three columns or more, its titles first. */
export interface Rows {
  readonly rows: readonly (readonly string[])[];
}

/** The rows of a table with their cells below each other. */
export function alignedRows({ rows }: Rows): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** For a terminal of so many columns. If a table is too wide, each cell but the first has its title. */
export function fittedRows(table: Rows, columns: number): Block {
  const lines = alignedRows(table);
  const indent = 2;
  if (lines.every((line) => indent + line.length <= columns)) return { lines };
  const [[, ...titles] = [], ...rows] = table.rows;
  return rows.map(([first = "", ...cells]) => {
    const titled = cells.map((cell, at) => `${titles[at]}: ${cell}`);
    return [first, titled.join("\n")] as const;
  });
}

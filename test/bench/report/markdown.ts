/**
 * A Markdown table whose columns are as wide as their widest cell: the first is text, to the left,
 * all others are numbers, to the right.
 */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [header = []] = rows;
  const widths = header.map((_, column) =>
    Math.max(3, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const padded = (row: readonly string[]) =>
    line(
      widths.map((width, column) => {
        const cell = row[column] ?? "";
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      }),
    );
  const rule = line(
    widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)),
  );
  return [padded(header), rule, ...rows.slice(1).map(padded)].join("\n");
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** A share as a percentage; what is beyond all use is not told apart. */
export function percent(share: number | undefined, digits: number): string {
  if (share === undefined) return "-";
  return share >= 10 ? ">999" : (share * 100).toFixed(digits);
}

import type { IBufferCell, Terminal } from "@xterm/headless";

const cellWidth = 8.4;
const cellHeight = 16.5;
const margin = 14;
const background = "#16181d";
const foreground = "#d7dae0";
/** Red, green, yellow, blue, magenta, cyan of the 16 terminal colours, by their number. */
const palette: Readonly<Record<number, string>> = {
  1: "#f2777a",
  2: "#8fd18a",
  3: "#e8c268",
  4: "#6cb2f5",
  5: "#c795ec",
  6: "#5fc8c8",
};

/** A piece of a row in one look. */
interface Run {
  readonly column: number;
  readonly look: string;
  text: string;
  columns: number;
}

/**
 * Draws what a terminal shows.
 *
 * @returns an SVG document; every piece of text is stretched to its cells, whatever the font
 */
export function cellsToSvg(terminal: Terminal): string {
  const width = terminal.cols * cellWidth + 2 * margin;
  const height = terminal.rows * cellHeight + 2 * margin;
  const rows = Array.from({ length: terminal.rows }, (_, row) =>
    runsOf(terminal, row).map((run) => textElement(run, row)),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">`,
    `<rect width="${width}" height="${height}" rx="8" fill="${background}"/>`,
    ...rows.flat(),
    "</svg>",
    "",
  ].join("\n");
}

function runsOf(terminal: Terminal, row: number): readonly Run[] {
  const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
  const runs: Run[] = [];
  for (let column = 0; column < terminal.cols; column += 1) {
    const cell = line?.getCell(column);
    const columns = cell?.getWidth() ?? 1;
    if (!cell || columns === 0) continue;
    const text = cell.getChars();
    // Each word is put in its own place, since not every program that shows an SVG stretches text.
    if (text.trim() === "") continue;
    const look = lookOf(cell);
    const last = runs.at(-1);
    if (last?.look === look && last.column + last.columns === column) {
      last.text += text;
      last.columns += columns;
    } else {
      runs.push({ column, look, text, columns });
    }
  }
  return runs;
}

function lookOf(cell: IBufferCell): string {
  const colour = cell.isFgPalette() ? palette[cell.getFgColor()] : undefined;
  return [
    `fill="${colour ?? foreground}"`,
    cell.isBold() ? 'font-weight="bold"' : "",
    cell.isDim() ? 'opacity="0.55"' : "",
  ]
    .filter(Boolean)
    .join(" ");
}

function textElement({ column, look, text, columns }: Run, row: number): string {
  const x = (margin + column * cellWidth).toFixed(1);
  const y = margin + row * cellHeight + 13;
  const length = (columns * cellWidth).toFixed(1);
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<text x="${x}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs" ${look}>${escaped}</text>`;
}

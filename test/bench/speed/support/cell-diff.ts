import type { IBufferCell, Terminal } from "@xterm/headless";

/** What one cell shows: its characters, and its looks as parameters of SGR; "" for the default. */
export interface Cell {
  readonly text: string;
  /** 0 for the right half of a wide character. */
  readonly width: number;
  readonly looks: string;
}

/** The rows of a screen, each with all its cells. */
export type Cells = readonly (readonly Cell[])[];

/** What an emulator shows. */
export function cellsOf({ buffer: { active }, rows, cols }: Terminal): Cells {
  const spare = active.getNullCell();
  return Array.from({ length: rows }, (_, row) => {
    const line = active.getLine(active.viewportY + row);
    return Array.from({ length: cols }, (__, column) => cellOf(line?.getCell(column, spare)));
  });
}

const empty: Cell = { text: " ", width: 1, looks: "" };

function cellOf(cell: IBufferCell | undefined): Cell {
  if (!cell) return empty;
  const width = cell.getWidth();
  const text = width === 0 ? "" : cell.getChars() || " ";
  if (text === " " && cell.isInverse() === 0 && cell.isUnderline() === 0 && cell.isBgDefault()) {
    return empty;
  }
  return { text, width, looks: cell.isAttributeDefault() ? "" : looksOf(cell) };
}

function looksOf(cell: IBufferCell): string {
  const flags = [
    cell.isBold() && 1,
    cell.isDim() && 2,
    cell.isItalic() && 3,
    cell.isUnderline() && 4,
    cell.isInverse() && 7,
    cell.isStrikethrough() && 9,
  ];
  const colors = [
    !cell.isFgDefault() && colorOf(cell.isFgRGB(), cell.getFgColor(), 30),
    !cell.isBgDefault() && colorOf(cell.isBgRGB(), cell.getBgColor(), 40),
  ];
  return [...flags, ...colors].filter(Boolean).join(";");
}

function colorOf(isRgb: boolean, color: number, base: 30 | 40): string {
  if (isRgb) return `${base + 8};2;${color >> 16};${(color >> 8) & 255};${color & 255}`;
  if (color < 8) return `${base + color}`;
  return color < 16 ? `${base + 52 + color}` : `${base + 8};5;${color}`;
}

/**
 * The least that a simple program writes to make one screen of another: for each run of changed
 * cells in a row a cursor move, `CSI row ; column H`, then its characters, and where the looks are
 * other than those of what was written last an SGR with all of them, `CSI 0 ; … m`. Gaps are not
 * bridged, nothing is erased or scrolled, blanks at an end are written.
 *
 * @param looks what was written last looked so
 * @returns what is written, and how its end looks
 */
export function cellDiff(
  before: Cells,
  after: Cells,
  looks = "",
): { readonly written: string; readonly looks: string } {
  let written = "";
  for (const [row, cells] of after.entries()) {
    let isRun = false;
    for (const [column, cell] of cells.entries()) {
      // The right half of a wide character is written with its left half.
      if (cell.width === 0) continue;
      if (isSame(before[row], cells, column)) {
        isRun = false;
        continue;
      }
      if (!isRun) written += `\u001B[${row + 1};${column + 1}H`;
      if (cell.looks !== looks)
        written += cell.looks === "" ? "\u001B[m" : `\u001B[0;${cell.looks}m`;
      written += cell.text;
      ({ looks } = cell);
      isRun = true;
    }
  }
  return { written, looks };
}

function isSame(before: readonly Cell[] = [], after: readonly Cell[], column: number): boolean {
  const [one, other] = [before[column], after[column]];
  if (!one || !other) return false;
  // A wide character whose right half was another is not the same.
  const isHalf = one.width !== other.width;
  return !isHalf && one.text === other.text && one.looks === other.looks;
}

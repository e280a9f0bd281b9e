import { isDoubtful } from "../lines/placed-text.ts";
import type { Size } from "../view/layout.ts";
import { type Cells, cellsOf, columnsAt, isAlike, linkAt } from "./cells.ts";
import { linkBytes } from "./link.ts";
import { createPen, type Pen } from "./pen.ts";

/** A wider gap is never cheaper to draw again than to skip. */
const widestRedrawn = 10;
/** Fewer blanks are as short as the sequence that erases them. */
const fewestErased = 4;

/**
 * What to write so that a terminal which shows `before`, or anything where that is undefined, shows
 * `next`; both have the rows of `size`. A row that is the same object in both costs nothing.
 */
export function difference(
  before: readonly Cells[] | undefined,
  next: readonly Cells[],
  size: Size,
  hasColor: boolean,
): string {
  const pen = createPen(size, hasColor);
  const blank = before ? undefined : cellsOf([], size.columns, undefined);
  if (!before) pen.clear();
  for (const [row, cells] of next.entries()) {
    const old = before?.[row] ?? blank;
    if (!old || old === cells) continue;
    const changed = changedColumns(old, cells);
    if (changed.size === 0) continue;
    if (old.isDoubtful || cells.isDoubtful) drawWhole(pen, row, cells);
    else drawChanged(pen, row, cells, changed);
  }
  return pen.drawn();
}

function changedColumns(before: Cells, next: Cells): ReadonlySet<number> {
  const changed = new Set<number>();
  for (let column = 0; column < next.texts.length; column += 1) {
    if (!isAlike(before, next, column)) changed.add(column);
  }
  return changed;
}

function drawWhole(pen: Pen, row: number, cells: Cells): void {
  const { length } = cells.texts;
  const blankFrom = blankFromOf(cells);
  pen.go(row, 0);
  for (let column = 0; column < length; column += draw(pen, cells, column)) {
    if (column < blankFrom || length - column < fewestErased) continue;
    pen.erase();
    return;
  }
}

/** The first column of the blanks at a row's end, which lead nowhere. */
function blankFromOf(cells: Cells): number {
  const isBlank = (text: string, column: number) =>
    text === " " && linkAt(cells, column) === undefined;
  return cells.texts.findLastIndex((text, column) => !isBlank(text, column)) + 1;
}

function drawChanged(pen: Pen, row: number, cells: Cells, changed: ReadonlySet<number>): void {
  const { texts } = cells;
  const blankFrom = blankFromOf(cells);
  const last = Math.max(...changed);
  let drawnTo = texts.length;
  for (let column = 0; column <= last;) {
    const width = columnsAt(cells, column);
    if (!isAnyIn(changed, column, width)) {
      column += width;
      continue;
    }
    if (isBridged(pen, row, cells, drawnTo, column)) {
      while (drawnTo < column) drawnTo += draw(pen, cells, drawnTo);
    }
    pen.go(row, column);
    if (column >= blankFrom && last - column >= fewestErased) {
      pen.erase();
      return;
    }
    column += draw(pen, cells, column);
    drawnTo = column;
  }
}

/** Draws what begins in a column, where the pen is; returns how many columns it takes. */
function draw(pen: Pen, cells: Cells, column: number): number {
  const width = columnsAt(cells, column);
  const [text = " ", role = "text"] = [cells.texts[column], cells.roles[column]];
  const link = linkAt(cells, column);
  if (isDoubtful(text)) pen.place(text, width, role, link);
  else pen.put(text, width, role, link);
  return width;
}

function isAnyIn(changed: ReadonlySet<number>, column: number, width: number): boolean {
  for (let at = column; at < column + width; at += 1) if (changed.has(at)) return true;
  return false;
}

/** Whether it takes fewer bytes to draw what has not changed between two changes than to skip it. */
function isBridged(pen: Pen, row: number, cells: Cells, from: number, to: number): boolean {
  if (from >= to || to - from > widestRedrawn) return false;
  const roleAt = (column: number) =>
    cells.texts[column] === " " ? undefined : cells.roles[column];
  let bytes = 0;
  let role = pen.role();
  let link = pen.link();
  for (let column = from; column <= to; column += 1) {
    const next = roleAt(column) ?? role;
    bytes += pen.colors(role, next).length + linkBytes(link, linkAt(cells, column));
    role = next;
    link = linkAt(cells, column);
    if (column < to) bytes += Buffer.byteLength(cells.texts[column] ?? "");
  }
  return bytes <= pen.costOf(row, to, roleAt(to) ?? pen.role(), linkAt(cells, to));
}

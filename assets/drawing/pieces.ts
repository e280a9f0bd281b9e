import type { IBufferCell, Terminal } from "@xterm/headless";
import { cell, type Drawing, drawingOf } from "./glyphs.ts";
import { columnPath, rowPath } from "./paths.ts";

/** A cell that is not blank. */
interface Inked {
  readonly column: number;
  readonly row: number;
  /** CSS classes; `styleOf` has their rules. */
  readonly look: string;
  readonly glyph: string;
  /** Undefined where it is typed. */
  readonly drawing: Drawing | undefined;
}

/** Adjacent cells in one look that make one element. */
type Run = [Inked, ...Inked[]];

/** From the top of a row to the foot of its letters. */
const baseline = 14;

/**
 * What a terminal shows, as SVG elements whose place is theirs alone: letters as text that is as
 * wide as its cells whatever the font, lines, bars and signs as paths.
 */
export function piecesOf(terminal: Terminal): readonly string[] {
  const inked = inkedOf(terminal);
  const inRows = inked.filter((one) => !isUpright(one));
  const inColumns = inked
    .filter(isUpright)
    .toSorted((one, other) => one.column - other.column || one.row - other.row);
  return [...runsOf(inRows, followsInRow).map(ofRow), ...runsOf(inColumns, isBelow).map(ofColumn)];
}

function isUpright({ drawing }: Inked): boolean {
  return drawing?.isUpright === true;
}

function inkedOf(terminal: Terminal): readonly Inked[] {
  const { active } = terminal.buffer;
  return Array.from({ length: terminal.rows }, (_, row) => {
    const line = active.getLine(active.viewportY + row);
    return Array.from({ length: terminal.cols }, (__, column) => {
      const own = line?.getCell(column);
      const glyph = own?.getChars().trim() ?? "";
      if (!own || glyph === "") return [];
      return [{ column, row, look: lookOf(own), glyph, drawing: drawingOf(glyph) }];
    });
  }).flat(2);
}

function lookOf(own: IBufferCell): string {
  const color = own.isFgPalette() ? `c${own.getFgColor()}` : "";
  return [color, own.isBold() ? "bold" : "", own.isDim() ? "faint" : ""].filter(Boolean).join(" ");
}

function runsOf(inked: readonly Inked[], goesOn: (last: Inked, next: Inked) => boolean) {
  const runs: Run[] = [];
  for (const next of inked) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const isAlike = last?.look === next.look && last.drawing?.pen === next.drawing?.pen;
    if (run && last && isAlike && goesOn(last, next)) run.push(next);
    else runs.push([next]);
  }
  return runs;
}

/** A blank between two words is part of their text. */
function followsInRow(last: Inked, next: Inked): boolean {
  const widest = next.drawing ? 1 : 2;
  return last.row === next.row && next.column - last.column <= widest;
}

function isBelow(last: Inked, next: Inked): boolean {
  return last.column === next.column && last.row + 1 === next.row;
}

function ofRow(run: Run): string {
  return run[0].drawing ? pathElement(run, rowPath) : textElement(run);
}

function ofColumn(run: Run): string {
  return pathElement(run, columnPath);
}

function pathElement(run: Run, pathOf: typeof rowPath): string {
  const [{ column, row, look, drawing }] = run;
  const drawn = run.flatMap((one) => one.drawing ?? []);
  const path = pathOf(drawn, column * cell.width, row * cell.height);
  return `<path class="${[look, drawing?.pen].filter(Boolean).join(" ")}" d="${path}"/>`;
}

function textElement(run: Run): string {
  const [{ column: first, row, look }] = run;
  const columns = (run.at(-1)?.column ?? first) - first + 1;
  const glyphs = Array.from({ length: columns }, () => " ");
  for (const { column, glyph } of run) glyphs[column - first] = glyph;
  const text = glyphs.join("").replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const attributes = [
    ...(look === "" ? [] : [`class="${look}"`]),
    `x="${first * cell.width}" y="${row * cell.height + baseline}"`,
    ...(columns > 1 ? [`textLength="${columns * cell.width}"`] : []),
  ];
  return `<text ${attributes.join(" ")}>${text}</text>`;
}

import { blocks } from "../../text/blocks.ts";
import { rate } from "../../text/time-left.ts";
import type { Size } from "../view/layout.ts";
import { type Line, span } from "./line.ts";
import type { Role } from "./theme.ts";

const levels = blocks.length - 1;
/** How much of the past a plot shows. */
export const plottedMs = 600_000;
/** A rate of 0 is no bar, and no blank either: blank is what is not known. */
const zero = "·";
const fewestCells = 10;
/** With fewer, both times take too much of the row. */
const cellsForBothTimes = 24;
const peakColumns = "1,000/s".length;

/** Rates over time, and the times of day at both ends. */
export interface Rates {
  readonly from: string;
  readonly until: string;
  /** The rates for a number of cells, or for the first of them; NaN where unknown. */
  readonly perSecond: (cells: number) => readonly number[];
}

/**
 * Rates in at most `size.rows` rows: bars between their times in one row, over an axis with the
 * peak and the times in more. None where there is too little room.
 */
export function ratePlot(rates: Rates, size: Size, role: Role): readonly Line[] {
  return size.rows === 1 ? inOneRow(rates, size.columns, role) : overAxis(rates, size, role);
}

function inOneRow({ from, until, perSecond }: Rates, columns: number, role: Role): readonly Line[] {
  const room = columns - from.length - 1;
  const hasBoth = room - until.length - 1 >= cellsForBothTimes;
  const cells = hasBoth ? room - until.length - 1 : room;
  if (cells < fewestCells) return [];
  const bars = barRows(perSecond(cells), 1);
  return [
    [span(`${from} `, "dim"), span(bars.join(""), role), span(hasBoth ? ` ${until}` : "", "dim")],
  ];
}

function overAxis(
  { from, until, perSecond }: Rates,
  { columns, rows }: Size,
  role: Role,
): readonly Line[] {
  const values = perSecond(columns - peakColumns - 2);
  const bars = barRows(values, rows - 1);
  const peak = rate(peakOf(values)).padStart(peakColumns);
  const blank = " ".repeat(peakColumns);
  const line = "─".repeat(Math.max(1, values.length - from.length - until.length - 2));
  return [
    ...bars.map((bar, row) => [
      span(row === 0 ? `${peak} ┤` : `${blank} │`, "dim"),
      span(bar, role),
    ]),
    [span(`${"0".padStart(peakColumns)} └${from} ${line} ${until}`, "dim")],
  ];
}

/** From top to bottom. What is not 0 is seen, however little it is. */
function barRows(values: readonly number[], height: number): readonly string[] {
  const peak = peakOf(values);
  const top = (value: number) => (value > 0 ? Math.ceil((value / peak) * height * levels) : value);
  const tops = values.map(top);
  return Array.from({ length: height }, (_, row) => {
    const below = (height - 1 - row) * levels;
    const isLowest = row === height - 1;
    return tops.map((top) => (top === 0 && isLowest ? zero : block(top - below))).join("");
  });
}

/** A whole cell at most; a blank where the height is NaN, too. */
function block(eighths: number): string {
  return blocks[Math.max(0, Math.min(levels, eighths))] ?? " ";
}

function peakOf(values: readonly number[]): number {
  return values.reduce((peak, value) => (value > peak ? value : peak), 0);
}

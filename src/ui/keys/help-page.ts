import type { Size } from "../view/layout.ts";
import { block, fitted, type Line, lineWidth, span, wrapped } from "../lines/line.ts";

/** A titled part of a help: signs, and what each means. */
export interface HelpSection {
  readonly title: string;
  readonly entries: readonly HelpEntry[];
}

export interface HelpEntry {
  readonly sign: Line;
  readonly text: string;
}

const betweenColumns = 3;
/** Sections stand side by side where each has that many columns. */
const readableColumns = 56;
/** Blanks between a sign and its text. */
const signGap = 2;
const fewestTextColumns = 24;

/** All of a help in lines of at most `columns`; as many sections side by side as are readable. */
export function helpPage(sections: readonly HelpSection[], columns: number): readonly Line[] {
  const room = Math.max(1, columns - 2);
  const fitting = Math.floor((room + betweenColumns) / (readableColumns + betweenColumns));
  const across = Math.max(1, Math.min(sections.length, fitting));
  const own = Math.floor((room + betweenColumns) / across) - betweenColumns;
  const stacks = Array.from({ length: across }, (): Line[] => []);
  for (const section of sections) {
    const lowest = stacks.reduce((low, stack) => (stack.length < low.length ? stack : low));
    if (lowest.length > 0) lowest.push([]);
    lowest.push(...sectionLines(section, own));
  }
  const rows = Math.max(...stacks.map(({ length }) => length));
  return Array.from({ length: rows }, (_, row): Line => {
    const parts = stacks.map((stack, index) =>
      index === across - 1 ? (stack[row] ?? []) : fitted(stack[row] ?? [], own + betweenColumns),
    );
    const line = parts.flat();
    return line.length === 0 ? [] : [span(" "), ...line];
  });
}

/** The part of a help that has room, from row `top` on: exactly `size`. */
export function pageRows(lines: readonly Line[], top: number, size: Size): readonly Line[] {
  const first = Math.max(0, Math.min(top, lines.length - size.rows));
  return block(lines.slice(first), size);
}

/** Where one is in a help that is longer than `rows`: `1–22 of 61`; else empty. */
export function pagePosition(lines: readonly Line[], top: number, rows: number): string {
  const { length } = lines;
  if (length <= rows) return "";
  const first = Math.max(0, Math.min(top, length - rows));
  return `${first + 1}–${first + rows} of ${length}`;
}

/** Where it is narrow, a text begins below its sign. */
function sectionLines({ title, entries }: HelpSection, columns: number): readonly Line[] {
  const widest = Math.max(...entries.map(({ sign }) => lineWidth(sign)));
  const isBeside = columns - widest - signGap >= fewestTextColumns;
  const indent = isBeside ? widest + signGap : signGap;
  const texts = entries.flatMap(({ sign, text }) => {
    const [first = [], ...more] = wrapped(text, Math.max(1, columns - indent));
    const rest = more.map((line): Line => [span(" ".repeat(indent)), line].flat());
    if (isBeside) return [[...fitted(sign, indent), ...first], ...rest];
    return [fitted(sign, columns), [span(" ".repeat(indent)), ...first], ...rest];
  });
  return [[span(title, "strong")], ...texts];
}

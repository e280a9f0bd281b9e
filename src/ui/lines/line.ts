import wrapAnsi from "wrap-ansi";
import { cutEnd, width } from "../../text/columns.ts";
import type { Size } from "../view/layout.ts";
import type { Role } from "./theme.ts";

export interface Span {
  readonly text: string;
  readonly role: Role;
  /** Its text is what is shown without motion. */
  readonly isSpinner?: true;
  /** Where it leads, in a terminal that shows links. */
  readonly link?: string | undefined;
}

export type Line = readonly Span[];

export function span(text: string, role: Role = "text"): Span {
  return { text, role };
}

export function lineWidth(line: Line): number {
  return line.reduce((columns, { text }) => columns + width(text), 0);
}

/** The line in exactly `columns`: cut at its end or padded with blanks; itself where it fits. */
export function fitted(line: Line, columns: number): Line {
  let room = columns;
  let whole = 0;
  for (const part of line) {
    const left = room - width(part.text);
    if (left < 0) {
      const text = cutEnd(part.text, room);
      return padded([...line.slice(0, whole), { ...part, text }], room - width(text));
    }
    room = left;
    whole += 1;
  }
  return padded(line, room);
}

function padded(line: Line, blanks: number): Line {
  return blanks > 0 ? [...line, blank(blanks)] : line;
}

const blanksOf: Span[] = [];

/** Most of a screen is blank, in each frame anew. */
function blank(columns: number): Span {
  return (blanksOf[columns] ??= span(" ".repeat(columns)));
}

/** The lines in exactly `size`: cut off below or padded with blank ones. */
export function block(lines: readonly Line[], { columns, rows }: Size): readonly Line[] {
  return Array.from({ length: rows }, (_, row) => fitted(lines[row] ?? [], columns));
}

/** `left` and `right` at the two ends of `columns`; where they do not fit, `left` is cut. */
export function justified(left: Line, right: Line, columns: number): Line {
  const rightColumns = Math.min(columns, lineWidth(right));
  const gap = rightColumns > 0 && lineWidth(left) > 0 ? 1 : 0;
  const leftColumns = Math.max(0, columns - rightColumns - gap);
  return [
    ...fitted(left, leftColumns),
    ...fitted(gap > 0 ? [blank(gap), ...right] : right, columns - leftColumns),
  ];
}

/** A text in lines of at most `columns`, broken between words where possible. */
export function wrapped(text: string, columns: number, role: Role = "text"): readonly Line[] {
  if (text === "") return [];
  return wrapAnsi(text, columns, { hard: true })
    .split("\n")
    .map((line) => [span(line, role)]);
}

export function isSameLine(one: Line, other: Line): boolean {
  if (one === other) return true;
  return (
    one.length === other.length &&
    one.every((part, index) => {
      const beside = other[index];
      if (part === beside) return true;
      const { text, role, isSpinner, link } = part;
      const isAlike = beside?.text === text && beside.role === role && beside.link === link;
      return isAlike && beside.isSpinner === isSpinner;
    })
  );
}

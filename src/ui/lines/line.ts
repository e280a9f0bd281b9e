import wrapAnsi from "wrap-ansi";
import { cutEnd, width } from "../../text/columns.ts";
import type { Role } from "./theme.ts";

/** A piece of a line in one look. */
export interface Span {
  readonly text: string;
  readonly role: Role;
  /** The piece moves; its text is what stands there without motion. */
  readonly isSpinner?: true;
}

/** One row of the screen, or a part of one. */
export type Line = readonly Span[];

/** A piece of a line. */
export function span(text: string, role: Role = "text"): Span {
  return { text, role };
}

/** How many columns a line takes. */
export function lineWidth(line: Line): number {
  return line.reduce((columns, { text }) => columns + width(text), 0);
}

/** The line in exactly `columns`: cut at its end or filled with blanks. */
export function fitted(line: Line, columns: number): Line {
  const parts: Span[] = [];
  let room = columns;
  for (const part of line) {
    if (room <= 0) break;
    const text = cutEnd(part.text, room);
    parts.push({ ...part, text });
    room -= width(text);
  }
  return room > 0 ? [...parts, span(" ".repeat(room))] : parts;
}

/** `left` and `right` at the two ends of `columns`; where they do not fit, `left` is cut. */
export function justified(left: Line, right: Line, columns: number): Line {
  const rightColumns = Math.min(columns, lineWidth(right));
  const gap = rightColumns > 0 && lineWidth(left) > 0 ? 1 : 0;
  const leftColumns = Math.max(0, columns - rightColumns - gap);
  return [
    ...fitted(left, leftColumns),
    ...fitted([span(" ".repeat(gap)), ...right], columns - leftColumns),
  ];
}

/** A text in lines of at most `columns`, broken between words where that can be. */
export function wrapped(text: string, columns: number, role: Role = "text"): readonly Line[] {
  if (text === "") return [];
  return wrapAnsi(text, columns, { hard: true })
    .split("\n")
    .map((line) => [span(line, role)]);
}

/** Whether two lines look alike. */
export function isSameLine(one: Line, other: Line): boolean {
  return (
    one.length === other.length &&
    one.every(({ text, role, isSpinner }, index) => {
      const part = other[index];
      return part?.text === text && part.role === role && part.isSpinner === isSpinner;
    })
  );
}

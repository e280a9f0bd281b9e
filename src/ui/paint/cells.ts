import type { Line } from "../lines/line.ts";
import { isNarrow } from "../../text/columns.ts";
import { isDoubtful, piecesOf } from "../lines/placed-text.ts";
import type { Role } from "../lines/theme.ts";

/** A row of the terminal, column by column. */
export interface Cells {
  /** What begins in each column; empty where what began before it goes on. */
  readonly texts: readonly string[];
  readonly roles: readonly Role[];
  /** Where each column leads; left out if none leads anywhere. */
  readonly links?: readonly (string | undefined)[] | undefined;
  /** Some text may take other columns than planned: then the row is only ever drawn whole. */
  readonly isDoubtful: boolean;
}

/** A line in exactly `columns`; `spinner` takes the place of a span that spins. */
export function cellsOf(line: Line, columns: number, spinner: string | undefined): Cells {
  const texts: string[] = [];
  const roles: Role[] = [];
  const links: (string | undefined)[] = [];
  let hasDoubts = false;
  const add = (text: string, width: number, role: Role) => {
    // Half of a character cannot be drawn.
    const isCut = texts.length + width > columns;
    for (let column = 0; column < width && texts.length < columns; column += 1) {
      texts.push(isCut ? " " : column === 0 ? text : "");
      roles.push(role);
    }
  };
  for (const { text: planned, role, isSpinner, link } of line) {
    const from = texts.length;
    const text = isSpinner ? (spinner ?? planned) : planned;
    if (isNarrow(text)) {
      for (const character of text) add(character, 1, role);
    } else {
      for (const piece of piecesOf(text)) {
        hasDoubts ||= isDoubtful(piece.text);
        add(piece.text, piece.columns, role);
      }
    }
    if (link !== undefined) for (let at = from; at < texts.length; at += 1) links[at] = link;
  }
  while (texts.length < columns) add(" ", 1, "text");
  return { texts, roles, links: links.length > 0 ? links : undefined, isDoubtful: hasDoubts };
}

/** Whether a column looks alike in both; a blank has no color, but may be a part of a link. */
export function isAlike(one: Cells, other: Cells, column: number): boolean {
  const text = one.texts[column];
  if (text !== other.texts[column] || linkAt(one, column) !== linkAt(other, column)) return false;
  return text === " " || one.roles[column] === other.roles[column];
}

/** Where a column leads, if anywhere. */
export function linkAt({ links }: Cells, column: number): string | undefined {
  return links?.[column];
}

/** How many columns what begins in a column takes. */
export function columnsAt({ texts }: Cells, column: number): number {
  let end = column + 1;
  while (texts[end] === "") end += 1;
  return end - column;
}

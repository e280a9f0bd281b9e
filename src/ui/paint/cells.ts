import type { Line } from "../lines/line.ts";
import { isNarrow } from "../../text/columns.ts";
import { isDoubtful, piecesOf } from "../lines/placed-text.ts";
import { type Role, roleLooks } from "../lines/theme.ts";

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
  const texts = Array.from({ length: columns }, () => " ");
  const roles = Array.from({ length: columns }, (): Role => "text");
  const links: (string | undefined)[] = [];
  let hasDoubts = false;
  let at = 0;
  for (const { text: planned, role, isSpinner, link } of line) {
    const text = isSpinner ? (spinner ?? planned) : planned;
    const from = at;
    if (isNarrow(text)) {
      for (let index = 0; index < text.length && at < columns; index += 1, at += 1) {
        texts[at] = characterAt(text, index);
      }
    } else {
      for (const piece of piecesOf(text)) {
        hasDoubts ||= isDoubtful(piece.text);
        const end = at + piece.columns;
        // Half of a character cannot be drawn.
        if (end <= columns) texts.fill("", at, end)[at] = piece.text;
        at = Math.min(end, columns);
      }
    }
    roles.fill(role, from, at);
    if (link !== undefined) for (let column = from; column < at; column += 1) links[column] = link;
  }
  return { texts, roles, links: links.length > 0 ? links : undefined, isDoubtful: hasDoubts };
}

const characters: string[] = [];

/** One text for each character: a terminal has thousands of cells, and few different ones. */
function characterAt(text: string, index: number): string {
  return (characters[text.charCodeAt(index)] ??= text.charAt(index));
}

/** Whether a column looks alike in both; a blank has no color, but may be a part of a link. */
export function isAlike(one: Cells, other: Cells, column: number): boolean {
  const text = one.texts[column];
  if (text !== other.texts[column] || linkAt(one, column) !== linkAt(other, column)) return false;
  return text === " " || lookAt(one, column) === lookAt(other, column);
}

function lookAt({ roles }: Cells, column: number): string {
  return roleLooks[roles[column] ?? "text"];
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

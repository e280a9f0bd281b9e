import { UsageError } from "../system/usage-error.ts";
import type { GivenId } from "./given-id.ts";
import { isUsualId, usualIds } from "./id-form.ts";
import { idsInLine } from "./line.ts";
import type { Place } from "./not-an-id.ts";
import { idColumn, isIdKey, isOtherTitle, labelColumn, labelOf, unquoted } from "./words.ts";

const blanks = /\s{2,}/;
const separators = ["\t", "|", ";", ","] as const;

export interface Table {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Excel, CSV, Markdown, `aggwatch list` or PowerShell. Undefined without a line of titles. */
export function tableOf(lines: readonly string[]): Table | undefined {
  const [first = "", ...others] = lines;
  if (first.search(usualIds) >= 0) return undefined;
  const separator = separators.find((one) => first.includes(one));
  if (separator === undefined && !blanks.test(first.trim())) {
    return isIdKey(first) && !first.includes(":")
      ? { titles: [first], rows: others.map((line) => [line]) }
      : undefined;
  }
  const [titles = [], ...rows] = cellsOf(lines, separator);
  const hasIds = rows.some((cells) => cells.some((cell) => isUsualId(cell)));
  return idColumn(titles) >= 0 || hasIds ? { titles, rows } : undefined;
}

/** Takes labels from the column of names. Throws UsageError where no column has ids. */
export function idsInTable({ titles, rows }: Table, place: Place): readonly GivenId[] {
  const column = Math.max(idColumn(titles), columnWithIds(titles, rows));
  if (column < 0) {
    throw new UsageError(
      `no column has ids of aggregations (${titles.join(", ").slice(0, 100)}); call it id`,
    );
  }
  const names = labelColumn(titles);
  return rows.flatMap((cells, index) => {
    const cell = cells[column] ?? "";
    if (cell === "") return [];
    const label = labelOf(cells[names] ?? "");
    const [given, ...more] = idsInLine(cell, place, index + 2);
    return given ? [{ ...given, label: given.label ?? label }, ...more] : more;
  });
}

/** All its cells are ids, and its title does not name something else. */
function columnWithIds(titles: readonly string[], rows: Table["rows"]): number {
  if (idColumn(titles) >= 0) return -1;
  return titles.findIndex((title, column) => {
    const cells = rows.map((row) => row[column] ?? "").filter((cell) => cell !== "");
    return cells.length > 0 && cells.every((cell) => isUsualId(cell)) && !isOtherTitle(title);
  });
}

/** Without blanks and quotes around them, and without Markdown's outer bars. */
function cellsOf(
  lines: readonly string[],
  separator: string | undefined,
): readonly (readonly string[])[] {
  if (separator === "|" || separator === undefined) {
    return lines.map((line) =>
      line
        .trim()
        .replace(/^\||\|$/g, "")
        .split(separator ?? blanks)
        .map(unquoted),
    );
  }
  return quotedCells(lines.join("\n"), separator);
}

/** RFC 4180: quoted cells may contain separators and line ends, and quotes written twice. */
function quotedCells(text: string, separator: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endCell = () => {
    row.push(unquoted(cell));
    cell = "";
  };
  for (let at = 0; at <= text.length; at += 1) {
    const character = text[at] ?? "\n";
    if (isQuoted && at < text.length) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += character;
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell.trim() === "") isQuoted = true;
    else if (character === separator) endCell();
    else if (character === "\n") {
      endCell();
      rows.push(row);
      row = [];
    } else cell += character;
  }
  return rows;
}

import { cutEnd } from "../../text/columns.ts";
import { type Line, lineWidth, justified, span, wrapped } from "../lines/line.ts";
import type { Role } from "../lines/theme.ts";

/** A sentence, from its longest form to one for a single row. */
export interface Note {
  readonly texts: readonly [string, ...string[]];
  readonly role: Role;
}

export function note(...texts: Note["texts"]): Note {
  return { texts, role: "text" };
}

/**
 * The notes one below the other, in at most `rows` rows. The last one to have any is said in the form
 * that fits; only what has none, as a server's own text, ends in `…`.
 */
export function noteRows(notes: readonly Note[], columns: number, rows: number): readonly Line[] {
  const lines: Line[] = [];
  for (const each of notes) {
    const room = rows - lines.length;
    if (room <= 0) break;
    lines.push(...rowsOf(each, columns, room));
  }
  return lines;
}

function rowsOf({ texts, role }: Note, columns: number, room: number): readonly Line[] {
  let last: readonly Line[] = [];
  for (const text of texts) {
    last = wrapped(text, columns, role);
    if (last.length <= room) return last;
  }
  const cut = (last[room - 1] ?? []).map(({ text }) => text).join("");
  return [...last.slice(0, room - 1), [span(cutEnd(`${cut} …`, columns), role)]];
}

/** A few words; where two of them fit, they share a row. */
export function pairedRows(pieces: readonly Line[], columns: number): readonly Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const [left = [], right = []] = pieces.slice(at, at + 2);
    const isPair = right.length > 0 && lineWidth(left) + 2 + lineWidth(right) <= columns;
    lines.push(isPair ? justified(left, right, columns) : left);
    if (isPair) at += 1;
  }
  return lines;
}

import type { Kind } from "./binding.ts";
import { type HelpSection, helpPage, pageRows } from "./help-page.ts";
import { screenHelp, statesHelp } from "./help-terms.ts";
import { bindingsFor, type KeyChanges } from "./table.ts";
import type { Size } from "../view/layout.ts";
import { type Line, span } from "../lines/line.ts";

/** The keys, the states and what else stands on the screen. */
export function helpLines(
  columns: number,
  kind: Kind = "live",
  changes?: KeyChanges,
): readonly Line[] {
  const keys = bindingsFor(kind, changes).flatMap(({ help }) => (help ? [help] : []));
  return helpPage([keysHelp(keys), statesHelp, screenHelp], columns);
}

/** Keys, and what each does. */
export function keysHelp(keys: readonly (readonly [keys: string, text: string])[]): HelpSection {
  const entries = keys.map(([name, text]) => ({ sign: [span(name, "strong")], text }));
  return { title: "KEYS", entries };
}

/** The part of the help that has room, from row `top` on: exactly `size.rows` of `size.columns`. */
export function helpRows(
  top: number,
  size: Size,
  kind: Kind,
  changes?: KeyChanges,
): readonly Line[] {
  return pageRows(helpLines(size.columns, kind, changes), top, size);
}

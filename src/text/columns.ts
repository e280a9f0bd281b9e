import stringWidth from "string-width";
import { graphemesOf } from "./graphemes.ts";

/**
 * How many terminal columns a text takes: two for East Asian wide characters and emoji.
 *
 * Terminals differ on combining scripts and on emoji; this is what aggwatch plans with, here and in
 * Ink, which is made to use the same version of the same library (`overrides` in `package.json`).
 * On the screen what is planned holds whatever the terminal makes of it: see `ui/lines/placed-text.ts`.
 */
export function width(text: string): number {
  return stringWidth(text);
}

/** The text cut at its end to at most `columns`, with `…` for what is missing: for names. */
export function cutEnd(text: string, columns: number): string {
  if (columns <= 0) return "";
  return width(text) <= columns ? text : `${beginning(graphemesOf(text), columns - 1)}…`;
}

/** The text cut in its middle to at most `columns`: for ids, whose ends tell them apart. */
export function cutMiddle(text: string, columns: number): string {
  if (columns <= 0) return "";
  if (width(text) <= columns) return text;
  const graphemes = graphemesOf(text);
  const half = Math.floor(columns / 2);
  return `${beginning(graphemes, half)}…${end(graphemes, columns - half - 1)}`;
}

/** The text with blanks after it, to exactly `columns`; a longer one is cut at its end. */
export function padEnd(text: string, columns: number): string {
  const fitting = cutEnd(text, columns);
  return fitting + " ".repeat(Math.max(0, columns - width(fitting)));
}

/** As many whole characters from the first one on as `columns` have room for. */
function beginning(graphemes: readonly string[], columns: number): string {
  let room = columns;
  const kept = graphemes.findIndex((one) => (room -= width(one)) < 0);
  return graphemes.slice(0, Math.max(0, kept)).join("");
}

function end(graphemes: readonly string[], columns: number): string {
  let room = columns;
  const cut = graphemes.findLastIndex((one) => (room -= width(one)) < 0);
  return graphemes.slice(cut + 1).join("");
}

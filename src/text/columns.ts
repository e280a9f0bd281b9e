import stringWidth from "string-width";
import { graphemesOf } from "./graphemes.ts";

/** What every terminal draws in one column: letters without marks, our own signs. */
const narrow =
  /^[\x20-\x7E\u00A1-\u00AC\u00AE-\u024F\u0370-\u0482\u048A-\u052F\u1E00-\u1FFF\u2010-\u2015\u2018-\u2027\u2030-\u203B\u2190-\u2193\u2200-\u22FF\u2500-\u259F▸▾↺↯✓✗\u2800-\u28FF]*$/u;

/** Whether all of a text is characters of one column, each of one UTF-16 code unit. */
export function isNarrow(text: string): boolean {
  return narrow.test(text);
}

/**
 * How many terminal columns a text takes. Where a terminal differs, `ui/lines/placed-text.ts` keeps
 * the plan.
 */
export function width(text: string): number {
  return isNarrow(text) ? text.length : stringWidth(text);
}

/** Cuts a name at its end, with `…` for the rest. */
export function cutEnd(text: string, columns: number): string {
  if (columns <= 0) return "";
  return width(text) <= columns ? text : `${beginning(graphemesOf(text), columns - 1)}…`;
}

/** Cuts an id in its middle, since ids differ at their ends. */
export function cutMiddle(text: string, columns: number): string {
  if (columns <= 0) return "";
  if (width(text) <= columns) return text;
  const graphemes = graphemesOf(text);
  const half = Math.floor(columns / 2);
  return `${beginning(graphemes, half)}…${end(graphemes, columns - half - 1)}`;
}

/** Pads or cuts to exactly `columns`. */
export function padEnd(text: string, columns: number): string {
  const fitting = cutEnd(text, columns);
  return fitting + " ".repeat(Math.max(0, columns - width(fitting)));
}

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

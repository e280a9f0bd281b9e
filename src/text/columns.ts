import stringWidth from "string-width";
import { graphemesOf } from "./graphemes.ts";

/**
 * How many terminal columns a text takes, as Ink measures it: `overrides` in `package.json` gives
 * both the same string-width. Where a terminal differs, `ui/lines/placed-text.ts` keeps the plan.
 */
export function width(text: string): number {
  return stringWidth(text);
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

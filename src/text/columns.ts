import cliTruncate from "cli-truncate";
import stringWidth from "string-width";

/** How many terminal columns a text takes: two for East Asian wide characters and emoji. */
export function width(text: string): number {
  return stringWidth(text);
}

/** The text cut at its end to at most `columns`, with `…` for what is missing: for names. */
export function cutEnd(text: string, columns: number): string {
  return columns <= 0 ? "" : cliTruncate(text, columns);
}

/** The text cut in its middle to at most `columns`: for ids, whose ends tell them apart. */
export function cutMiddle(text: string, columns: number): string {
  return columns <= 0 ? "" : cliTruncate(text, columns, { position: "middle" });
}

/** The text with blanks after it, to exactly `columns`; a longer one is cut at its end. */
export function padEnd(text: string, columns: number): string {
  const fitting = cutEnd(text, columns);
  return fitting + " ".repeat(Math.max(0, columns - width(fitting)));
}

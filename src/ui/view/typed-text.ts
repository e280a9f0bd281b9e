import { graphemesOf } from "../../text/graphemes.ts";

/** Without the last grapheme, which may be several characters. */
export function withoutLast(text: string): string {
  return graphemesOf(text).slice(0, -1).join("");
}

/** Whether a text contains what was typed, in upper or lower case; the texts are `matchable`. */
export function isMatch(filter: string, texts: readonly string[]): boolean {
  const wanted = matchable(filter.trim());
  return texts.some((text) => text.includes(wanted));
}

/** A text for comparisons that ignore case. */
export function matchable(text: string): string {
  return text.toLocaleLowerCase("en");
}

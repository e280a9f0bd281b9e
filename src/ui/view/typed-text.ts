import { graphemesOf } from "../../text/graphemes.ts";

/** Without the last grapheme, which may be several characters. */
export function withoutLast(text: string): string {
  return graphemesOf(text).slice(0, -1).join("");
}

/** Whether a text contains what was typed, in upper or lower case. */
export function isMatch(filter: string, texts: readonly string[]): boolean {
  const wanted = filter.trim().toLocaleLowerCase("en");
  return texts.some((text) => text.toLocaleLowerCase("en").includes(wanted));
}

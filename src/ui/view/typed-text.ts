import { graphemesOf } from "../../text/graphemes.ts";

/** Without what looks like one character, whatever it is made of. */
export function withoutLast(text: string): string {
  return graphemesOf(text).slice(0, -1).join("");
}

/** Whether one of several texts contains what was typed, in upper or lower case. */
export function isMatch(filter: string, texts: readonly string[]): boolean {
  const wanted = filter.trim().toLocaleLowerCase("en");
  return texts.some((text) => text.toLocaleLowerCase("en").includes(wanted));
}

import stripAnsi from "strip-ansi";
import { graphemesOf } from "./graphemes.ts";
import { withoutHidden, withoutStray } from "./invisible.ts";

/** Longer texts are cut: no name and no message of the API needs more. */
const longestText = 500;

/** Words of printable ASCII with single blanks between: most texts are nothing else. */
const plain = /^[\x21-\x7E]+(?: [\x21-\x7E]+)*$/;

/**
 * Makes text from outside (API bodies, labels, files, gateways' pages) safe to print on one line
 * of a terminal: no escape sequences, no control characters, no line breaks, nothing invisible,
 * nothing that reverses the direction of what follows, no floods of combining marks. What a script
 * or an emoji is written with stays: `می‌خواهم` keeps its joiner, 👨‍👩‍👧 its two.
 *
 * Called once, where the text becomes a value of ours; nothing later needs to clean again.
 *
 * @param text anything
 * @param longest how many characters (code points) it may have; none is cut in two
 * @returns one line of at most that, without leading or trailing blanks, maybe empty
 */
export function safeText(text: string, longest = longestText): string {
  if (plain.test(text)) return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  const readable = text.slice(0, 20 * longest);
  const hasMore = /\S/.test(text.slice(readable.length));
  // What is hidden goes first: it may stand in an escape sequence.
  const plainText = stripAnsi(withoutHidden(readable.toWellFormed()));
  // Cc: control characters, Zl and Zp: U+2028 and U+2029
  const printable = withoutStray(plainText.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " "));
  const line = printable.replace(/\s+/gu, " ").trim();
  return hasMore || lengthOf(line) > longest ? cut(line, longest) : line;
}

/** The beginning of a text, in whole characters, and `…` for the rest. */
function cut(line: string, longest: number): string {
  const kept: string[] = [];
  let room = longest - 1;
  // The last one may be the beginning of a longer one.
  for (const grapheme of graphemesOf(line).slice(0, -1)) {
    room -= lengthOf(grapheme);
    if (room < 0) break;
    kept.push(grapheme);
  }
  // A joiner at the end has nothing left to join.
  return `${kept.join("").replace(/[\u200C\u200D]+$/u, "")}…`;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

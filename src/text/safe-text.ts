import stripAnsi from "strip-ansi";
import { graphemesOf } from "./graphemes.ts";
import { withoutHidden, withoutStray } from "./invisible.ts";

/** In code points. No name and no message of the API needs more. */
const longestText = 500;

/** The fast path for most texts: printable ASCII with single blanks. */
const plain = /^[\x21-\x7E]+(?: [\x21-\x7E]+)*$/;

/**
 * Makes text from outside (API bodies, labels, files, gateways' pages) one line that is safe to
 * print: no escape sequences, control characters or line breaks, nothing invisible, no reversed
 * direction, no floods of combining marks. Keeps what scripts and emoji need: `می‌خواهم`, 👨‍👩‍👧.
 *
 * Called once, where the text becomes a value of ours; nothing later cleans again.
 * `longest` is in code points; no character is cut in two.
 */
export function safeText(text: string, longest = longestText): string {
  if (plain.test(text)) return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  const readable = text.slice(0, 20 * longest);
  const hasMore = /\S/.test(text.slice(readable.length));
  // First, since hidden characters may stand inside an escape sequence.
  const plainText = stripAnsi(withoutHidden(readable.toWellFormed()));
  // Zl and Zp are the line ends U+2028 and U+2029.
  const printable = withoutStray(plainText.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " "));
  const line = printable.replace(/\s+/gu, " ").trim();
  return hasMore || lengthOf(line) > longest ? cut(line, longest) : line;
}

function cut(line: string, longest: number): string {
  const kept: string[] = [];
  let room = longest - 1;
  // The last one may be a part of a longer character.
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

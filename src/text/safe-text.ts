import stripAnsi from "strip-ansi";

/** Longer texts are cut: no name and no message of the API needs more. */
const longestText = 500;

/**
 * Makes text from outside (API bodies, labels, files, gateways' pages) safe to print on one line
 * of a terminal: no escape sequences, no control characters, no line breaks, nothing invisible,
 * nothing that reverses the direction of what follows.
 *
 * Called once, where the text becomes a value of ours; nothing later needs to clean again.
 *
 * @param text anything
 * @param longest how many characters it may have
 * @returns one line of at most that, without leading or trailing blanks, maybe empty
 */
export function safeText(text: string, longest = longestText): string {
  const visible = text
    .slice(0, 20 * longest)
    .toWellFormed()
    // Cf: bidirectional overrides, zero-width characters, tags; Co: private use; blank letters
    .replace(/[\p{Cf}\p{Co}\u115F\u1160\u2800\u3164\uFFA0]/gu, "");
  const printable = stripAnsi(visible)
    // Cc: control characters, Zl and Zp: U+2028 and U+2029
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  const characters = Array.from(printable);
  if (characters.length <= longest) return printable;
  return `${characters.slice(0, longest - 1).join("")}…`;
}

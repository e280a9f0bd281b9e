/**
 * Parts of a sentence behind one another: `REFUSED: HTTP 403, not yours, request id 7`. A server's
 * own full stop does not stand before a comma.
 *
 * @param parts what is empty or missing is left out
 */
export function clauses(parts: readonly (string | false | undefined)[]): string {
  const said = parts.filter((part) => part !== undefined && part !== false && part !== "");
  return said
    .map((part, index) => (index < said.length - 1 ? withoutStop(String(part)) : part))
    .join(", ");
}

/** A text without the full stop at its end; one that is an ellipsis, or of another kind, stays. */
export function withoutStop(text: string): string {
  return text.replace(/(?<!\.)[.。]$/, "");
}

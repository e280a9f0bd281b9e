/** `REFUSED: HTTP 403, not yours, request id 7`, without a server's own period before a comma. */
export function clauses(parts: readonly (string | false | undefined)[]): string {
  const said = parts.filter((part) => part !== undefined && part !== false && part !== "");
  return said
    .map((part, index) => (index < said.length - 1 ? withoutStop(String(part)) : part))
    .join(", ");
}

/** Drops the period at the end of a text, but keeps an ellipsis. */
export function withoutStop(text: string): string {
  return text.replace(/(?<!\.)[.。]$/, "");
}

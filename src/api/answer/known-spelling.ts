/** Tenants send other cases, and blanks for underscores: `Success`, `Temp Error`, `TEMPERROR`. */
export function knownSpelling<Word extends string>(
  known: readonly Word[],
  text: string,
): Word | undefined {
  const letters = lettersOf(text);
  return known.find((word) => lettersOf(word) === letters);
}

/** Only blanks, underscores and hyphens are dropped: `COMPLETED 50%` is another word. */
function lettersOf(text: string): string {
  return text.toUpperCase().replaceAll(/[\s_-]/g, "");
}

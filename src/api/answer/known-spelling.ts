/**
 * A word as the API documents it. Tenants send words in other capitals, with blanks around them or
 * in place of an underscore (`Success`, `Temp Error`, `TEMPERROR`).
 *
 * @param known the documented words
 * @returns undefined for a word that is none of them
 */
export function knownSpelling<Word extends string>(
  known: readonly Word[],
  text: string,
): Word | undefined {
  const letters = lettersOf(text);
  return known.find((word) => lettersOf(word) === letters);
}

/** Nothing but blanks, underscores and hyphens goes: `COMPLETED 50%` is another word. */
function lettersOf(text: string): string {
  return text.toUpperCase().replaceAll(/[\s_-]/g, "");
}

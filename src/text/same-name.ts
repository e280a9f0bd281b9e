import { distance } from "fastest-levenshtein";

/** Whether two names are the same but for capitals, and for blanks that do not show. */
export function isSameName(one: string, other: string): boolean {
  return tidy(one).localeCompare(tidy(other), "en", { sensitivity: "accent" }) === 0;
}

/** Of the letters of a name, so many may be wrong: one in four, two at least. */
const typoShare = 0.25;
const leastTypos = 2;

/**
 * The names that were likely meant where `text` is none of them: the nearest first, at most `most`,
 * and only those that differ in few letters, whatever their capitals.
 */
export function nearestNames(
  text: string,
  names: readonly string[],
  most: number,
): readonly string[] {
  const wanted = tidy(text).toLowerCase();
  const mostTypos = Math.min(
    Math.max(leastTypos, Math.floor(wanted.length * typoShare)),
    // Of a shorter word most of it would be typos.
    Math.floor(wanted.length / 2),
  );
  return names
    .map((name) => ({ name, typos: distance(wanted, tidy(name).toLowerCase()) }))
    .filter(({ typos }) => typos <= mostTypos)
    .toSorted((one, other) => one.typos - other.typos)
    .slice(0, most)
    .map(({ name }) => name);
}

function tidy(name: string): string {
  return name.normalize("NFC").trim().replaceAll(/\s+/g, " ");
}

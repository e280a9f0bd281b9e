import { distance } from "fastest-levenshtein";

/** Ignores case, and blanks that do not show. */
export function isSameName(one: string, other: string): boolean {
  return tidy(one).localeCompare(tidy(other), "en", { sensitivity: "accent" }) === 0;
}

const typoShare = 0.25;
const leastTypos = 2;

/** The names that were likely meant, nearest first: those that differ in few letters. */
export function nearestNames(
  text: string,
  names: readonly string[],
  most: number,
): readonly string[] {
  const wanted = tidy(text).toLowerCase();
  const mostTypos = Math.min(
    Math.max(leastTypos, Math.floor(wanted.length * typoShare)),
    // More than half of a short word would be a different word.
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

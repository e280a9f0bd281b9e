import { closest, distance } from "fastest-levenshtein";

/** Letters that are wrong, too many, or missing; two that changed their places count as two. */
const mostTypos = 2;
/** Of a shorter word most of it would be typos. */
const shortestWord = 4;

/**
 * The command that somebody meant who gave something else in its place, which is then taken for an
 * id. No id of the API looks like a word.
 *
 * @param words what was given
 * @param commands the names of all commands
 */
export function meantCommand(
  words: readonly string[],
  commands: readonly string[],
): string | undefined {
  const [word = ""] = words;
  if (word.length < shortestWord || !/^[a-z]+$/.test(word)) return undefined;
  const nearest = closest(word, [...commands]);
  return distance(word, nearest) <= mostTypos ? nearest : undefined;
}

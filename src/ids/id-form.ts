/** What the API gives today: 32 hexadecimal characters; a UUID has hyphens between them. */
const usual = String.raw`(?:[\da-f]{32}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})`;
const wholeUsual = new RegExp(`^${usual}$`, "i");
/** Other ids are told from words by a digit, and are no shorter than this. */
const leastCharacters = 8;
const mostCharacters = 200;

/** What an id looks like, for people. */
export const idForm = "32 hexadecimal characters or a UUID";

const before = String.raw`(?<![\p{L}\p{N}_]|[\p{L}\p{N}]-)`;
const after = String.raw`(?![\p{L}\p{N}_]|-[\p{L}\p{N}])`;

/** Finds all ids of the usual form in a text; what only contains such characters is none. */
export const usualIds = new RegExp(`${before}${usual}${after}`, "giu");

/** Whether an id is of the form that the API gives today. */
export function isUsualId(id: string): boolean {
  return wholeUsual.test(id);
}

/**
 * The id that a word is: one of the usual form, whose capitals are the same as small letters; or
 * anything that looks like an opaque id, since the API may come to give others.
 *
 * @returns undefined where it is no id
 */
export function idOf(word: string): string | undefined {
  if (isUsualId(word)) return word.toLowerCase();
  const isOpaque =
    word.length >= leastCharacters &&
    word.length <= mostCharacters &&
    /^[A-Za-z\d][\w-]*$/.test(word) &&
    (/\d/.test(word) || /^[\da-f]+$/i.test(word));
  return isOpaque ? word : undefined;
}

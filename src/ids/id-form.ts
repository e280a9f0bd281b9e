/** The form that the API gives today: 32 hexadecimal characters, or a UUID. */
const usual = String.raw`(?:[\da-f]{32}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})`;
const wholeUsual = new RegExp(`^${usual}$`, "i");
/** Ids of other forms have a digit, unlike words, and at least this length. */
const leastCharacters = 8;
const mostCharacters = 200;

export const idForm = "32 hexadecimal characters or a UUID";

const before = String.raw`(?<![\p{L}\p{N}_]|[\p{L}\p{N}]-)`;
const after = String.raw`(?![\p{L}\p{N}_]|-[\p{L}\p{N}])`;

/** Ids of the usual form, not parts of longer words. */
export const usualIds = new RegExp(`${before}${usual}${after}`, "giu");

export function isUsualId(id: string): boolean {
  return wholeUsual.test(id);
}

/** An id of the usual form, in lower case; or an opaque one, since the API may give others later. */
export function idOf(word: string): string | undefined {
  if (isUsualId(word)) return word.toLowerCase();
  const isOpaque =
    word.length >= leastCharacters &&
    word.length <= mostCharacters &&
    /^[A-Za-z\d][\w-]*$/.test(word) &&
    (/\d/.test(word) || /^[\da-f]+$/i.test(word));
  return isOpaque ? word : undefined;
}

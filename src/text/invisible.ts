/** Scripts that joiners shape: cursive (Unicode's `ArabicShaping.txt`) and Brahmic (conjuncts). */
const joiningScripts = [
  "Arab Syrc Nkoo Mand Mong Phag Mani Rohg Adlm",
  "Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh",
  "Mymr Khmr Tibt Bali Java Sund Cakm Newa Tirh Shrd",
].flatMap((names) => names.split(" "));
const joining = `[[${joiningScripts.map((script) => `\\p{scx=${script}}`).join("")}]&&[\\p{L}\\p{M}]]`;
/** A ZWJ after one of these viramas asks for a half form, at the end of a word as well. */
const virama = String.raw`[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA]`;
const emoji = String.raw`[\p{Emoji}--\p{Emoji_Component}]`;
/** Burmese and Hebrew need six marks in a row; no script needs more than this. */
const mostMarks = 8;

/**
 * Invisible, or hiding something: bidirectional overrides, zero-width characters and tags (Cf),
 * private use (Co), blank Braille (U+2800). Joiners, VS15 and VS16 depend on their place.
 */
const never =
  /[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Cf}\p{Co}\u2800](?<!\u200C|\u200D|\uFE0E|\uFE0F)/gu;
/** After ASCII only keycaps need these, and they may break up an escape sequence to hide it. */
const behindAscii =
  /(?<=^|[\p{Cc}\x20-\x7E])(?!\uFE0F\u20E3)(?:\u200C|\u200D|\uFE0E|\uFE0F)+(?!\u20E3)/gu;
const mayJoin = /\u200C|\u200D|\uFE0E|\uFE0F/;
const manyMarks = new RegExp(
  String.raw`([\p{M}\u200C\u200D]{${mostMarks}})[\p{M}\u200C\u200D]+`,
  "gu",
);
const manyJoiners = /([\u200C\u200D])[\u200C\u200D]+/g;
/** VS15 and VS16 belong after an emoji (UTS 51), or make a keycap of a digit. */
const strayVariation = String.raw`[\uFE0E\uFE0F](?<!${emoji}[\uFE0E\uFE0F])(?!(?<=[0-9#*]\uFE0F)\u20E3)`;
const strayJoiner = [
  // Unicode's contexts A1, A2 and B (UAX 31, 2.3): a letter or mark on both sides.
  `[\\u200C\\u200D](?:(?<!${joining}[\\u200C\\u200D])|(?!${joining}))`,
  `(?<!${virama}\\u200D)`,
  // A sequence of emoji (UTS 51): 👨‍👩‍👧.
  String.raw`(?<!\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F]?\u200D(?=\p{Extended_Pictographic}))`,
].join("");
/** Made at their first use, since most texts have nothing of this and making them takes milliseconds. */
let stray: { readonly variation: RegExp; readonly joiner: RegExp } | undefined;

/** Removes what is invisible in every place; keeps joiners and emoji variations. */
export function withoutHidden(text: string): string {
  const seen = text.replace(never, "");
  return mayJoin.test(seen) ? seen.replace(behindAscii, "") : seen;
}

/**
 * Removes joiners and variations without effect, floods of combining marks, and leading marks, which
 * would be drawn on the text before. Expects a line without control characters.
 */
export function withoutStray(text: string): string {
  const based = text.replace(/^[\p{M}\u200C\u200D\s]+/u, "");
  if (!mayJoin.test(based)) return based.replace(manyMarks, "$1");
  stray ??= { variation: new RegExp(strayVariation, "gv"), joiner: new RegExp(strayJoiner, "gv") };
  return based
    .replace(stray.variation, "")
    .replace(manyJoiners, "$1")
    .replace(manyMarks, "$1")
    .replace(stray.joiner, "");
}

/**
 * The scripts whose letters take another shape at a joiner: the cursive ones of Unicode's
 * `ArabicShaping.txt`, and the Brahmic ones, which form conjuncts.
 */
const joiningScripts = [
  "Arab Syrc Nkoo Mand Mong Phag Mani Rohg Adlm",
  "Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh",
  "Mymr Khmr Tibt Bali Java Sund Cakm Newa Tirh Shrd",
].flatMap((names) => names.split(" "));
const joining = `[[${joiningScripts.map((script) => `\\p{scx=${script}}`).join("")}]&&[\\p{L}\\p{M}]]`;
/** The viramas after which a ZWJ asks for a half form, at the end of a word as well. */
const virama = String.raw`[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA]`;
const emoji = String.raw`[\p{Emoji}--\p{Emoji_Component}]`;
/** More marks in a row than any script puts on a letter: Burmese and Hebrew need six. */
const mostMarks = 8;

/**
 * Nothing to see, or to be seen of it at most that it hides something: Cf holds bidirectional
 * overrides, zero-width characters and tags; Co is private use; U+2800 a blank letter. The joiners
 * and VS15 and VS16 are left to be looked at in their places.
 */
const never =
  /[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Cf}\p{Co}\u2800](?<!\u200C|\u200D|\uFE0E|\uFE0F)/gu;
/** Behind ASCII nothing is joined or varied but keycaps, and an escape sequence may be hidden by it. */
const behindAscii =
  /(?<=^|[\p{Cc}\x20-\x7E])(?!\uFE0F\u20E3)(?:\u200C|\u200D|\uFE0E|\uFE0F)+(?!\u20E3)/gu;
const mayJoin = /\u200C|\u200D|\uFE0E|\uFE0F/;
const manyMarks = new RegExp(
  String.raw`([\p{M}\u200C\u200D]{${mostMarks}})[\p{M}\u200C\u200D]+`,
  "gu",
);
const manyJoiners = /([\u200C\u200D])[\u200C\u200D]+/g;
/** VS15 and VS16 choose how one emoji looks (UTS 51), or make a keycap of a digit. */
const strayVariation = new RegExp(
  String.raw`[\uFE0E\uFE0F](?<!${emoji}[\uFE0E\uFE0F])(?!(?<=[0-9#*]\uFE0F)\u20E3)`,
  "gv",
);
const strayJoiner = new RegExp(
  [
    // A letter or mark before, and one after: Unicode's contexts A1, A2 and B (UAX 31, 2.3).
    `[\\u200C\\u200D](?:(?<!${joining}[\\u200C\\u200D])|(?!${joining}))`,
    `(?<!${virama}\\u200D)`,
    // A sequence of emoji (UTS 51): 👨‍👩‍👧.
    String.raw`(?<!\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F]?\u200D(?=\p{Extended_Pictographic}))`,
  ].join(""),
  "gv",
);

/** The text without what is invisible wherever it stands. Joiners and emoji variations stay. */
export function withoutHidden(text: string): string {
  const seen = text.replace(never, "");
  return mayJoin.test(seen) ? seen.replace(behindAscii, "") : seen;
}

/**
 * The text without joiners that join nothing, variations of what has none, and floods of combining
 * marks; to be called on a line without control characters. A mark without a letter before it, which
 * would be drawn on what stands in front of the text, goes as well.
 */
export function withoutStray(text: string): string {
  const based = text.replace(/^[\p{M}\u200C\u200D\s]+/u, "");
  if (!mayJoin.test(based)) return based.replace(manyMarks, "$1");
  return based
    .replace(strayVariation, "")
    .replace(manyJoiners, "$1")
    .replace(manyMarks, "$1")
    .replace(strayJoiner, "");
}

import fc from "fast-check";

const firstSurrogate = 0xd800;
const surrogates = 0x800;
const characters = 0x110000 - surrogates;

/**
 * Any character of Unicode, as a unit of `fc.string`. Its own unit "binary" is the same, but makes a
 * table of all of them first, which takes a second or two and much memory.
 */
export const anyCharacter = fc.nat(characters - 1).map(
  (index) => String.fromCodePoint(index < firstSurrogate ? index : index + surrogates),
  (character) => {
    const code = typeof character === "string" ? (character.codePointAt(0) ?? -1) : -1;
    if (code < 0 || String.fromCodePoint(code) !== character) throw new Error("no character");
    return code < firstSurrogate ? code : code - surrogates;
  },
);

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { graphemesOf } from "../../../src/text/graphemes.ts";
import { safeText } from "../../../src/text/safe-text.ts";
import { anyCharacter } from "../../support/any-character.ts";

/** Any text that may come: every code point, and more of those that are about joining and hiding. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: anyCharacter, minLength: 1, maxLength: 4 }),
      fc.constantFrom(
        ..."\u200C \u200D \uFE0E \uFE0F \u20E3 \u0301 \u094D \u{E0100} \u034F \u001B \u001B[31m".split(
          " ",
        ),
        ..."1 # a \u00A0 م क ष ❤ 👩 🏽".split(" "),
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

test("ordinary names stay as they are, in every script", () => {
  for (const name of [
    "Workday HR",
    "Größe & Söhne",
    "人事部",
    "Отдел кадров",
    "الموارد",
    "🦊 HR",
    "Nhân sự Việt Nam".normalize("NFD"),
    "שִּׁ֖מְעוֹן",
    "ฝ่ายทรัพยากรบุคคล",
    "कर्मचारी प्रबंधन",
    "কর্মচারী ব্যবস্থাপনা",
    "ធនធានមនុស្ស",
    "ကြွော့်",
    "བསྒྲུབས",
    "الْمَوَارِدُ",
  ]) {
    expect(safeText(name)).toBe(name);
  }
});

test("joiners and variations stay where a script or an emoji is written with them", () => {
  for (const name of [
    "می\u200Cخواهم",
    "क\u094D\u200Dष",
    "ර\u0DCA\u200Dය",
    "র\u200D\u09CDয",
    "ന\u0D4D\u200D",
    "👨\u200D👩\u200D👧",
    "👩🏽\u200D💻",
    "🏳\uFE0F\u200D🌈",
    "❤\uFE0F",
    "☎\uFE0E",
    "1\uFE0F\u20E3",
    "#\uFE0F\u20E3",
  ]) {
    expect(safeText(name)).toBe(name);
  }
});

describe("what cannot be seen goes", () => {
  test.for([
    ["escape sequences", "a\u001b[31mb\u001b]8;;http://x\u0007c\u001b]8;;\u0007d", "abcd"],
    ["control characters", "a\u0000b\u0008c\u0085d", "a b c d"],
    ["bidi and zero-width characters", "a\u202eb\u2066c\u200bd\ufeffe", "abcde"],
    ["line breaks", "a\r\nb\tc\u2028d", "a b c d"],
    ["half a surrogate pair", "lone \ud800 surrogate", "lone \ufffd surrogate"],
    ["what hides an escape sequence", "a\u001b\u200b[3\ufe0f1mb\u001b\u200d[0mc", "abc"],
    ["grapheme joiners, fillers, blanks", "a\u034fb\u3164c\u115fd\u2800e", "abcde"],
    ["unassigned characters to be ignored", "a\u2065b\u{e0fff}c", "abc"],
    ["noncharacters", "a\uffffb\ufdd0c\u{1fffe}d", "abcd"],
    ["Mongolian and ideographic variations", "a\u180bb\u{e0100}漢\u{e0101}字\ufe00", "ab漢字"],
    ["variations of what is no emoji", "a\ufe0fb1\ufe0f#\ufe0f#", "ab1##"],
    ["joiners that join nothing", "a\u200db\u200cc 👩\u200dم\u200c", "abc 👩م"],
    ["joiners after joiners", "م\u200c\u200d\u200cم", "م\u200cم"],
    ["tags", "🏴\u{e0067}\u{e0062}\u{e007f}", "🏴"],
    ["marks without a letter", "\u0301 \u0301a", "a"],
  ] as const)("%s", ([, given, wanted]) => {
    expect(safeText(given)).toBe(wanted);
  });
});

test("a flood of combining marks is cut to what scripts need", () => {
  expect(safeText(`Z${"\u0352\u0346\u030b".repeat(60)}y`)).toBe(
    `Z${"\u0352\u0346\u030b".repeat(60).slice(0, 8)}y`,
  );
  expect(safeText(`क${"\u0903\u200d".repeat(60)}`)).toMatch(/^क[\p{M}\u200D]{1,8}$/u);
});

test("a text that is too long is cut between characters and says so", () => {
  expect(safeText("x".repeat(500))).toBe("x".repeat(500));
  expect(safeText("x".repeat(501))).toBe(`${"x".repeat(499)}…`);
  expect(safeText("x".repeat(10_001))).toBe(`${"x".repeat(499)}…`);
  expect(safeText(`ab${" ".repeat(20_000)}`)).toBe("ab");
  expect(safeText(`a${"\u0301".repeat(20_000)}`)).toBe("…");
  expect(safeText("👨\u200D👩\u200D👧".repeat(3), 12)).toBe(`${"👨\u200D👩\u200D👧".repeat(2)}…`);
  expect(safeText("क\u094D\u200Dष".repeat(3), 6)).toBe("क\u094D\u200Dष…");
  expect(safeText("می\u200Cخ", 3)).toBe("م…");
});

test("property: whatever comes in, one printable line comes out, and it stays as it is", () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 2, max: 60 }), (text, longest) => {
      const safe = safeText(text, longest);
      expect(safe).not.toMatch(
        /(?!\u200C|\u200D|\uFE0E|\uFE0F)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u,
      );
      expect(safe).not.toMatch(/[\p{M}\u200C\u200D]{9}|^\p{M}|[\x20-\x7E][\u200C\u200D]/u);
      expect(Array.from(safe).length).toBeLessThanOrEqual(longest);
      expect(safeText(safe, longest)).toBe(safe);
    }),
    { numRuns: 2000 },
  );
});

test("property: what is cut is the beginning of the whole, in whole characters", () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 2, max: 60 }), (text, longest) => {
      const [whole, short] = [safeText(text), safeText(text, longest)];
      fc.pre(short !== whole);
      const kept = graphemesOf(short.slice(0, -1));
      const same = graphemesOf(whole).slice(0, kept.length);
      expect(kept.map(withoutLastJoiner)).toEqual(same.map(withoutLastJoiner));
    }),
    { numRuns: 1000 },
  );
});

test("every single code point is either shown or gone", () => {
  const wrong: string[] = [];
  for (let first = 0; first <= 0x10_ff_ff; first += 128) {
    const characters = Array.from(
      { length: 128 },
      (_, index) => String.fromCodePoint(first + index).toWellFormed(),
      // Introducers of escape sequences take what follows them along.
    ).filter((one) => !"\u001B\u0090\u0098\u009B\u009D\u009E\u009F".includes(one));
    const safe = safeText(characters.map((one) => `a${one}b`).join("."), 1000);
    const wanted = characters.map((one) => `a${shownOf(one)}b`).join(".");
    if (safe !== wanted) wrong.push(`from U+${first.toString(16)}: ${safe} instead of ${wanted}`);
  }
  expect(wrong).toEqual([]);
});

function shownOf(character: string): string {
  if (/[\p{Cc}\p{Zl}\p{Zp}\s]/u.test(character)) {
    return /\p{Cf}/u.test(character) ? "" : " ";
  }
  const hidden = /[\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/u;
  return hidden.test(character) ? "" : character;
}

function withoutLastJoiner(grapheme: string): string {
  return grapheme.replace(/[\u200C\u200D]+$/u, "");
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTime } from "../../../src/text/parse-time.ts";

describe("a time", () => {
  test.for([
    ["0", 0],
    ["90", 90_000],
    ["1.5", 1500],
    [" 90s ", 90_000],
    ["500ms", 500],
    ["10m", 600_000],
    ["0.5h", 1_800_000],
    ["1h30m", 5_400_000],
    ["1h 30m", 5_400_000],
    ["1d", 86_400_000],
    ["1d2h3m4s5ms", 93_784_005],
    ["10 minutes", 600_000],
    ["1 hour 30 min", 5_400_000],
    ["0.1s", 100],
    ["1.1h", 3_960_000],
  ] as const)("%j is %i milliseconds", ([text, ms]) => {
    expect(parseTime(text)).toBe(ms);
  });

  test.for([
    "",
    " ",
    "s",
    "10x",
    "5 parsecs",
    "1h-5m",
    "-5",
    "+5",
    "1,5h",
    "1.5,0h",
    "1,000",
    "1_000",
    "1 000",
    "1e3",
    "5e3s",
    "0x10",
    "NaN",
    "Infinity",
    ".5h",
    "1.h",
    "1h30",
    "30m1h",
    "1m1m",
    "1M",
    "1H",
    "5mo",
    "1w",
    "1y",
    "1us",
    "1msec",
    "１h",
    "1h\u00a030m",
    "1h\n30m",
  ])("is not %j: nothing of it is skipped or guessed", (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  test("property: is the sum of its parts, from the largest unit to the smallest", () => {
    const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };
    const amounts = fc.record({
      d: fc.nat(30),
      h: fc.nat(99),
      m: fc.nat(99),
      s: fc.nat(99),
      ms: fc.nat(9999),
    });
    fc.assert(
      fc.property(
        fc.subarray(["d", "h", "m", "s", "ms"] as const, { minLength: 1 }),
        amounts,
        (some, of) => {
          const text = some.map((unit) => `${of[unit]}${unit}`).join("");
          expect(parseTime(text)).toBe(some.reduce((sum, unit) => sum + of[unit] * units[unit], 0));
        },
      ),
    );
  });

  test("property: a character that is in no unit makes it none, wherever it is", () => {
    const stranger = fc
      .string({ minLength: 1, maxLength: 1 })
      .filter((one) => !/[\d.\sa-z]/.test(one));
    fc.assert(
      fc.property(stranger, fc.nat(7), (character, at) => {
        expect(parseTime(withLetter(character, at))).toBeUndefined();
      }),
    );
  });

  test("one letter more is none, but where it spells another unit", () => {
    const letters = Array.from("abcdefghijklmnopqrstuvwxyz");
    const texts = letters.flatMap((letter) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((at) => withLetter(letter, at)),
    );
    expect(texts.filter((text) => parseTime(text) !== undefined)).toEqual(["1h30m5ms", "1hr30m5s"]);
  });
});

const withLetter = (letter: string, at: number): string =>
  `${"1h30m5s".slice(0, at)}${letter}${"1h30m5s".slice(at)}`;

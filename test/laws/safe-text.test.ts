import fc from "fast-check";
import { expect, test } from "vitest";
import { safeText } from "../../src/text/safe-text.ts";

test("ordinary names stay as they are, in every script", () => {
  for (const name of [
    "Workday HR",
    "Größe & Söhne",
    "人事部",
    "Отдел кадров",
    "الموارد",
    "🦊 HR",
  ]) {
    expect(safeText(name)).toBe(name);
  }
});

test("escape sequences, control characters, bidi marks and zero-width characters go", () => {
  expect(safeText("a\u001b[31mb\u001b]8;;http://x\u0007c\u001b]8;;\u0007d")).toBe("abcd");
  expect(safeText("a\u0000b\u0008c\u0085d")).toBe("a b c d");
  expect(safeText("a\u202eb\u2066c\u200bd\ufeffe")).toBe("abcde");
  expect(safeText("a\r\nb\tc\u2028d")).toBe("a b c d");
  expect(safeText("lone \ud800 surrogate")).toBe("lone \ufffd surrogate");
});

test("a text that is too long is cut and says so", () => {
  expect(safeText("x".repeat(10_000))).toBe(`${"x".repeat(499)}…`);
});

test("property: whatever comes in, one printable line comes out", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
      const safe = safeText(text);
      expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(safeText(safe)).toBe(safe);
    }),
  );
});

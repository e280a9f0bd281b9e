import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { osc } from "../../../src/text/osc.ts";

describe("a command to the terminal", () => {
  test("begins with ESC ] and ends with ST", () => {
    expect(osc("2;hello")).toBe("\u001B]2;hello\u001B\\");
  });

  test("has no control character between, whatever it is to say", () => {
    const unit = fc.integer({ min: 0, max: 0x2ff }).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const body = osc(`9;${text}`).slice(2, -2);
        expect(body).not.toMatch(/\p{Cc}/u);
        expect(osc(`9;${text}`)).toBe(`\u001B]${body}\u001B\\`);
      }),
    );
    expect(osc("2;a\u0007b\u001B\\c\u009Cd")).toBe("\u001B]2;ab\\cd\u001B\\");
  });
});

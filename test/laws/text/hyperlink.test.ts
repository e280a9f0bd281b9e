import fc from "fast-check";
import { expect, test } from "vitest";
import { closeLink, linked, openLink } from "../../../src/text/hyperlink.ts";

const page = "https://acme.identitynow.com/ui/a/admin/connections/sources/2c91";

test("a text is a link from its opening to its closing", () => {
  expect(linked("Okta", page)).toBe(`\u001B]8;;${page}\u001B\\Okta\u001B]8;;\u001B\\`);
  expect(linked("Okta", undefined)).toBe("Okta");
});

test.for([
  "",
  "http://acme.identitynow.com/",
  "javascript:alert(1)",
  "file:///etc/passwd",
  "https://acme.identitynow.com/a b",
  "https://acme.identitynow.com/\u0007\u001B[31m",
  "https://acme.identitynow.com/\u001B\\",
  "https://acme.identitynow.com/ä",
])("%j is no address to lead to", (address) => {
  expect(openLink(address)).toBe(closeLink);
});

test("property: no address ends the command that it stands in", () => {
  const unit = fc.integer({ min: 0, max: 0x2ff }).map((code) => String.fromCodePoint(code));
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      const inside = openLink(`https://${text}`).slice("\u001B]8;;".length, -2);
      expect(inside).toMatch(/^[\x21-\x7E]*$/);
    }),
  );
});

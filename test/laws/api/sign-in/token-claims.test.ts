import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { missingUserAdvice, tokenClaims } from "../../../../src/api/sign-in/token-claims.ts";
import { tokenOf } from "../../../support/token-of.ts";
import { anyCharacter } from "../../../support/any-character.ts";

describe("a token", () => {
  test("says whose budget it spends and for which user it acts", () => {
    const token = tokenOf({ client_id: "c1", user_name: "sp.admin", org: "acme" });
    expect(tokenClaims(token)).toEqual({ clientId: "c1", userName: "sp.admin" });
  });

  test("may say neither, or nonsense in their place", () => {
    const nothing = { clientId: undefined, userName: undefined };
    expect(tokenClaims(tokenOf({}))).toEqual(nothing);
    for (const odd of [null, 7, "", "  ", ["x"], { x: 1 }, "\u001b[31m"]) {
      expect(tokenClaims(tokenOf({ client_id: odd, user_name: odd }))).toEqual(nothing);
    }
  });

  test("says it safe to print", () => {
    const claims = tokenClaims(tokenOf({ user_name: "a\u001b[2Jb\r\n\u202ec" }));
    expect(claims?.userName).toBe("ab c");
  });

  test.for([
    "",
    "opaque",
    "a.b",
    "a.b.c",
    "..",
    `a.${Buffer.from("[1]").toString("base64url")}.c`,
    `a.${Buffer.from("null").toString("base64url")}.c`,
    `a.${Buffer.from('"x"').toString("base64url")}.c`,
    `a.${Buffer.from("{").toString("base64url")}.c`,
    `${tokenOf({})}.d`,
  ])("that cannot be looked into says nothing: %s", (token) => {
    expect(tokenClaims(token)).toBeUndefined();
    expect(missingUserAdvice(token)).toBeUndefined();
  });

  test("property: of any form whatever does no harm", () => {
    const part = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 20 }),
      fc.json().map((text) => Buffer.from(text).toString("base64url")),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const { clientId, userName } = tokenClaims(parts.join(".")) ?? {};
        expect(`${clientId ?? ""}${userName ?? ""}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });
});

test("a token that acts for no user is told that a personal access token is needed", () => {
  expect(missingUserAdvice(tokenOf({ client_id: "c1" }))).toMatch(/personal access token/);
  expect(missingUserAdvice(tokenOf({ client_id: "c1", user_name: "sp.admin" }))).toBeUndefined();
});

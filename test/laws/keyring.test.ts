import { expect, test } from "vitest";
import { keyringText } from "../../src/config/keyring.ts";

const bytes = (text: string) => Buffer.from(text);

test("what stands in a keyring is text, without blanks around it", () => {
  expect(keyringText(bytes(" hush ä𝒳\n"))).toBe("hush ä𝒳");
  expect(keyringText(bytes(""))).toBe("");
});

test("what the CLI wrapped for macOS is unwrapped", () => {
  const wrapped = bytes("hush ä𝒳\nmore");
  expect(keyringText(bytes(`go-keyring-base64:${wrapped.toString("base64")}`))).toBe(
    "hush ä𝒳\nmore",
  );
  expect(keyringText(bytes(`go-keyring-encoded:${wrapped.toString("hex")}`))).toBe("hush ä𝒳\nmore");
});

test("what only looks so is left as it is", () => {
  for (const text of ["go-keyring-other:x", "x go-keyring-base64:eA==", "go-keyring-base64"]) {
    expect(keyringText(bytes(text))).toBe(text);
  }
});

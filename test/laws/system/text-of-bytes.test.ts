import { expect, test } from "vitest";
import { textOfBytes } from "../../../src/system/text-of-bytes.ts";

const text = "2c91808477a6b0c60177a81146b8110b=Größe\r\n";
const little = Buffer.from(text, "utf16le");
const big = Buffer.from(little).swap16();

test.for([
  ["UTF-8", Buffer.from(text)],
  ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${text}`)],
  ["UTF-16, as PowerShell writes it", Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["UTF-16 of the other byte order", Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
  ["UTF-16 without a byte order mark", little],
  ["UTF-16 of the other byte order without one", big],
  ["Windows-1252", Buffer.from(text, "latin1")],
] as const)("bytes in %s are their text", ([, bytes]) => {
  expect(textOfBytes(bytes)).toBe(text);
});

test("zeros between texts are no UTF-16", () => {
  expect(textOfBytes(Buffer.from("abcdef\0ghijkl\0"))).toBe("abcdef\0ghijkl\0");
  expect(textOfBytes(Buffer.from(""))).toBe("");
});

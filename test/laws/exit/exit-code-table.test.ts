import { expect, test } from "vitest";
import { plainText } from "../../../src/manual/page.ts";
import { exitCodes as topic } from "../../../src/manual/sections/exit-codes.ts";
import { exitCodeOrder, exitCodes } from "../../../src/exit/exit-code-table.ts";

/** The rows of a table as people write it, without its marks. */
const rows = exitCodes.map(({ codes, when }) => [codes.join(", "), when]);

function withoutMarks(text: string): string {
  return text.replaceAll("`", "").replaceAll(/\s+/g, " ").trim();
}

test("--help says all of them, in lines that fit", () => {
  const help = plainText(topic, { columns: 80 });
  const words = withoutMarks(help);
  for (const [codes, when] of rows) expect(words).toContain(`${codes} ${when}`);
  expect(words).toContain(exitCodeOrder);
  expect(Math.max(...help.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
});

test("codes stand once, in their order", () => {
  const codes = exitCodes.flatMap((one) => one.codes);
  expect(codes).toEqual([...new Set(codes)].toSorted((one, other) => one - other));
});

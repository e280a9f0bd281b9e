import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { plainText } from "../../../src/manual/page.ts";
import { exitCodes as topic } from "../../../src/manual/topics/exit-codes.ts";
import { exitCodeOrder, exitCodes } from "../../../src/exit/exit-code-table.ts";

/** The rows of a table as people write it, without its marks. */
const rows = exitCodes.map(({ codes, when }) => [codes.join(", "), when]);

function withoutMarks(text: string): string {
  return text.replaceAll("`", "").replaceAll(/\s+/g, " ").trim();
}

test("the README says the same of exit codes as the program does", async () => {
  const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
  const [section = ""] = /^## Exit codes\n[^]*?(?=^##)/m.exec(readme) ?? [];
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  const told = lines.map((line) => line.split("|").slice(1, -1).map(withoutMarks));
  expect(told.slice(2)).toEqual(rows);
  expect(withoutMarks(section)).toContain(exitCodeOrder);
});

test("the topic of --help and of help says all of them, in lines that fit", () => {
  const help = plainText(topic, 80);
  const words = withoutMarks(help);
  for (const [codes, when] of rows) expect(words).toContain(`${codes} ${when}`);
  expect(words).toContain(exitCodeOrder);
  expect(Math.max(...help.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
});

test("codes stand once, in their order", () => {
  const codes = exitCodes.flatMap((one) => one.codes);
  expect(codes).toEqual([...new Set(codes)].toSorted((one, other) => one - other));
});

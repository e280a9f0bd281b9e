import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { variables } from "../../../src/reactions/variables.ts";

test("the README says the same of the variables as the program does", async () => {
  const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
  const [section = ""] = /^## Run commands\n[^]*?(?=^## )/m.exec(readme) ?? [];
  const rows = section
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.replaceAll("`", "").trim()),
    );
  expect(rows).toEqual(variables);
});

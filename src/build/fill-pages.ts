/*
 * Brings the tables in the manual's pages, and in the README, up to date.
 * Run: npm run manual
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { programOf } from "../commands/program.ts";
import { root } from "./bundled.ts";
import { fillPage } from "./fill-page.ts";
import { manualTables } from "./manual-tables.ts";

// Only read, never run.
const tables = manualTables(programOf("0", () => undefined));
const folder = join(root, "src/manual/pages");
const pages = (await readdir(folder)).filter((name) => name.endsWith(".md"));
for (const path of [join(root, "README.md"), ...pages.map((name) => join(folder, name))]) {
  const markdown = await readFile(path, "utf8");
  await writeFile(path, fillPage(markdown, tables));
}

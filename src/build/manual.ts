import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { programOf } from "../commands/program.ts";
import { jsonSchema } from "../settings/json-schema.ts";
import { manPage } from "../manual/man-page.ts";
import type { Page } from "../manual/page-source.ts";
import { root } from "./bundled.ts";
import { parsePage } from "./parse-page.ts";

/** Writes the files that are made from the description of the commands. */
export async function writeManual(dist: string, version: string): Promise<void> {
  // Only read, never run.
  const program = programOf(version, () => undefined);
  await writeFile(join(dist, "aggwatch.1"), await manPage(program, version, pageOf));
  const schema = JSON.stringify(jsonSchema(program), undefined, 2);
  await writeFile(join(dist, "config.schema.json"), `${schema}\n`);
}

async function pageOf(topic: string): Promise<Page> {
  return parsePage(await readFile(join(root, `src/manual/pages/${topic}.md`), "utf8"));
}

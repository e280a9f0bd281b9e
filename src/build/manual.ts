import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { programOf } from "../commands/program.ts";
import { jsonSchema } from "../settings/json-schema.ts";
import { manPage } from "../manual/man-page.ts";

/** Writes what the package has beside the program, made from the description of its commands. */
export async function writeManual(dist: string, version: string): Promise<void> {
  // Nothing is run: it is only read what there is.
  const program = programOf(version, () => undefined);
  await writeFile(join(dist, "aggwatch.1"), await manPage(program, version));
  const schema = JSON.stringify(jsonSchema(program), undefined, 2);
  await writeFile(join(dist, "config.schema.json"), `${schema}\n`);
}

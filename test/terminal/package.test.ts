import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { jsonSchema } from "../../src/settings/json-schema.ts";
import { manPage } from "../../src/manual/man-page.ts";
import { pageOf } from "../support/manual-pages.ts";
import { wholeProgram } from "../support/whole-program.ts";

/** A file of the package. */
function packaged(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

test("the package has the man page of its commands, where npm installs it from", async () => {
  const page = await manPage(wholeProgram(), packageJson.version, pageOf);
  // npm leaves out a man page that is no list.
  expect(packageJson.man.map(packaged)).toEqual([page]);
});

test("the package has the schema of its configuration file", () => {
  const schema: unknown = JSON.parse(packaged("dist/config.schema.json"));
  expect(schema).toEqual(jsonSchema(wholeProgram()));
});

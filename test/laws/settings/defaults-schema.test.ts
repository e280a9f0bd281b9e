import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { defaultable } from "../../../src/settings/defaultable.ts";
import { jsonSchema } from "../../../src/settings/json-schema.ts";
import { parseDefaultsFile } from "../../../src/settings/parse-file.ts";
import { fileSchema } from "../../../src/settings/schema.ts";
import { valueOfDefault } from "../../../src/settings/value.ts";
import { wholeProgram } from "../../support/whole-program.ts";

const flags = defaultable(wholeProgram());
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  jsonSchema(wholeProgram()),
);

describe("the schema for editors", () => {
  const words = flags.flatMap((flag) => flag.argChoices ?? []);
  const value = fc.oneof(
    fc.boolean(),
    fc.integer(),
    fc.constantFrom(...words),
    fc.string(),
    fc.constant(null),
    fc.array(fc.integer(), { maxLength: 1 }),
  );
  const key = fc.constantFrom("$schema", "other", ...flags.map((flag) => flag.attributeName()));

  test("says the same as what checks the file, whatever stands there", () => {
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 3 }), (contents) => {
        expect(validate(contents)).toBe(v.safeParse(fileSchema(flags), contents).success);
      }),
    );
  });

  test("takes every value that a flag takes, and explains every key", () => {
    for (const flag of flags) {
      for (const word of flag.argChoices ?? []) {
        expect(validate({ [flag.attributeName()]: word })).toBe(true);
      }
      expect(JSON.stringify(jsonSchema(wholeProgram()))).toContain(
        JSON.stringify(flag.description).slice(1, -1),
      );
    }
  });
});

const pages = new URL("../../../src/manual/pages/", import.meta.url);
const examples = ["configuration.md", "keys.md"].flatMap((page) =>
  Array.from(
    readFileSync(new URL(page, pages), "utf8").matchAll(/```yaml\n([^]*?)```/g),
    ([, example = ""]) => ({ page, example }),
  ),
);

describe.for(examples)("the example of $page", ({ example }) => {
  test("is right by the schema", () => {
    expect(validate(parse(example))).toBe(true);
  });

  test("is read, each value by its flag", async () => {
    const { entries, problems } = await parseDefaultsFile("config.yaml", example, flags);
    expect(problems).toEqual([]);
    for (const flag of flags) {
      const entry = entries.get(flag.attributeName());
      expect(() => entry && valueOfDefault(flag, entry.value)).not.toThrow();
    }
  });
});

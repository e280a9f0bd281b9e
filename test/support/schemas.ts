import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

/** What is wrong with a value by one of the schemas in `test/schemas`; empty if nothing is. */
export type Objections = (schema: string, value: unknown) => string;

/** Reads all of them. */
export function readSchemas(): Objections {
  const folder = new URL("../schemas/", import.meta.url);
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
  });
  for (const name of readdirSync(folder)) {
    ajv.addSchema(Object(JSON.parse(readFileSync(new URL(name, folder), "utf8"))));
  }
  return (schema, value) => {
    return ajv.validate(`${schema}.json`, value) ? "" : ajv.errorsText(ajv.errors);
  };
}

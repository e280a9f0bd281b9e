import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

const file = new URL("../../src/output/ndjson/events.schema.json", import.meta.url);

/** The parts of a JSON Schema that these tests look at. */
export interface Schema {
  readonly [keyword: string]: unknown;
  readonly description?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly { readonly then: Schema }[];
  readonly enum?: readonly string[];
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** The schema of what `--output ndjson` writes, as it is shipped. */
export const eventSchema = JSON.parse(readFileSync(file, "utf8")) as Schema;

/** What is wrong with a line's object by the schema, as readers use it; empty if nothing is. */
export const objections = objectionsOf(eventSchema);

/** The same, where a field or a word that the schema does not know is wrong as well. */
export const strictObjections = objectionsOf(closed(eventSchema));

function objectionsOf(schema: Schema): (object: unknown) => string {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    formats: { "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
  });
  const validate = ajv.compile(schema);
  // As it is read from its line.
  return (object) =>
    validate(JSON.parse(JSON.stringify(object))) ? "" : ajv.errorsText(validate.errors);
}

/** What is left open for what may come later is closed: fields, and words for this and that. */
function closed(schema: Schema): Schema {
  return { ...(closedParts(schema) as Schema), unevaluatedProperties: false };
}

function closedParts(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closedParts);
  if (typeof part !== "object" || part === null) return part;
  const { anyOf, items, ...others } = part as Schema;
  const rest = Object.fromEntries(
    Object.entries(others).map(([key, value]) => [key, closedParts(value)]),
  );
  const known = anyOf?.[0]?.enum && { enum: anyOf[0].enum };
  return {
    ...rest,
    ...(known ?? (anyOf && { anyOf: closedParts(anyOf) })),
    ...(items !== undefined && {
      items: { ...(closedParts(items) as Schema), unevaluatedProperties: false },
    }),
  };
}

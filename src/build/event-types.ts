import { compile, type JSONSchema } from "json-schema-to-typescript";

/** The parts of the schema of events that types are made from. */
interface Schema extends JSONSchema {
  readonly $ref?: string;
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: string[];
  readonly $defs: Readonly<Record<string, Schema>>;
}

const reader = `
/**
 * Reads what \`aggwatch --output ndjson\` writes, such as the standard output of a child process.
 * Types that a later version adds come through as well: give a \`switch\` a default.
 * Throws a SyntaxError that names the line where one is not a JSON object.
 */
export declare function readEvents(
  stream: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<AggwatchEvent, void, undefined>;
`;

/**
 * TypeScript declarations of the events of \`--output ndjson\` and of their reader, made from their
 * JSON Schema: an interface for each type, and their union, discriminated by \`type\`.
 */
export async function eventTypes(schema: unknown): Promise<string> {
  const { description = "", properties, allOf = [], $defs } = schema as Schema;
  // One schema for each type, in place of conditions, which types have no counterpart of.
  const types = allOf.map(({ then }) => nameIn((then as Schema | undefined)?.$ref));
  const all = closedPart($defs, $defs) as Schema["$defs"];
  const events = types.map((type) => [eventName(type), eventSchema(type, properties, all)]);
  const others = Object.entries(all).filter(([name]) => !types.includes(name));
  const union: JSONSchema = {
    title: "AggwatchEvent",
    description,
    oneOf: types.map((type) => ({ $ref: `#/$defs/${eventName(type)}` })),
    $defs: Object.fromEntries([...others, ...events]),
  };
  return (await compile(union, "AggwatchEvent", { bannerComment: "" })) + reader;
}

function eventSchema(
  type: string,
  { v, ts, id }: Schema["properties"],
  all: Schema["$defs"],
): object {
  const { $ref, properties, required = [], ...rest } = all[type] as Schema;
  const inherited = $ref === undefined ? {} : all[nameIn($ref)]?.properties;
  return {
    ...rest,
    title: eventName(type),
    properties: { v, ts, id, type: { const: type }, ...inherited, ...properties },
    required: ["v", "ts", "id", "type", ...required],
    additionalProperties: false,
  };
}

function eventName(type: string): string {
  return `${type.slice(0, 1).toUpperCase()}${type.slice(1)}Event`;
}

function nameIn($ref = ""): string {
  return $ref.slice($ref.lastIndexOf("/") + 1);
}

/**
 * Fields and words that may come later are left out: a field would take the type of all others, and
 * a word all suggestions of the known ones.
 */
function closedPart(part: unknown, all: Schema["$defs"]): unknown {
  if (Array.isArray(part)) return part.map((each) => closedPart(each, all));
  if (typeof part !== "object" || part === null) return part;
  const { anyOf, ...rest } = part as Schema;
  // A type has one comment, not one for each place where it stands.
  if (rest.$ref !== undefined && all[nameIn(rest.$ref)]?.type === "object" && !rest.properties) {
    return { $ref: rest.$ref };
  }
  const closed = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, closedPart(value, all)]),
  );
  const known = anyOf?.[0]?.enum?.map((word) => JSON.stringify(word)).join(" | ");
  return {
    ...closed,
    ...("properties" in closed && { additionalProperties: false }),
    ...(known !== undefined && { tsType: `${known} | (string & {})` }),
    ...(known === undefined && anyOf && { anyOf: closedPart(anyOf, all) }),
  };
}

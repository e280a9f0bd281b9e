import type * as v from "valibot";

/**
 * What is wanted of a JSON text. A text, a number, a boolean or null is always wanted where a shape
 * stands; of an object only its named fields are, of an array its entries if they have a shape.
 */
export interface Shape {
  readonly fields?: ReadonlyMap<string, Shape>;
  readonly item?: Shape;
}

/** Nothing but whether it is an object or an array. */
export const nothingWanted: Shape = {};

/** What a schema reads: so that what is kept of an answer cannot differ from what is read. */
export function shapeOf(schema: v.GenericSchema): Shape {
  if ("options" in schema && Array.isArray(schema.options)) {
    return schema.options.filter(isSchema).map(shapeOf).reduce(both, nothingWanted);
  }
  if ("wrapped" in schema && isSchema(schema.wrapped)) return shapeOf(schema.wrapped);
  if ("item" in schema && isSchema(schema.item)) return { item: shapeOf(schema.item) };
  if (!("entries" in schema)) return nothingWanted;
  const entries = Object.entries(schema.entries as Readonly<Record<string, v.GenericSchema>>);
  return { fields: new Map(entries.map(([name, field]) => [name, shapeOf(field)])) };
}

/** What either of two wants. */
function both(one: Shape, other: Shape): Shape {
  const item = one.item && other.item ? both(one.item, other.item) : (one.item ?? other.item);
  const fields = new Map(one.fields);
  for (const [name, shape] of other.fields ?? []) {
    const known = fields.get(name);
    fields.set(name, known ? both(known, shape) : shape);
  }
  return { ...(fields.size > 0 && { fields }), ...(item && { item }) };
}

function isSchema(value: unknown): value is v.GenericSchema {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "schema";
}

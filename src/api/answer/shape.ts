import type * as v from "valibot";

/** What is kept of a JSON value: an object's named fields, an array's entries, else all of it. */
export interface Shape {
  readonly fields?: ReadonlyMap<string, Shape>;
  readonly item?: Shape;
}

export const nothingWanted: Shape = {};

/** Derived from the schema, so that exactly what is read of an answer is kept. */
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

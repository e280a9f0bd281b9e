import * as v from "valibot";

/** How a value is written to a recording, and read from it. */
export interface Codec<Value, Json = unknown> {
  /** @returns what stands for it in JSON; undefined is left out there */
  readonly write: (value: Value) => Json;
  readonly read: v.GenericSchema<unknown, Value>;
  /** Its fields are those of the object around it. */
  readonly isSpread?: true;
}

/** A field that is added does not compile until it is written and read here, or is `unrecorded`. */
export type Fields<Value> = { readonly [Name in keyof Value]-?: Codec<Value[Name]> };

/** A value that JSON has as well. */
export function asIs<Value>(read: v.GenericSchema<unknown, Value>): Codec<Value> {
  return { write: (value) => value, read };
}

export function maybe<Value>({ write, read }: Codec<Value>): Codec<Value | undefined> {
  return {
    write: (value) => (value === undefined ? undefined : write(value)),
    read: v.optional(read),
  };
}

/** As `maybe`, but null in JSON. */
export function orNull<Value>({ write, read }: Codec<Value>): Codec<Value | undefined> {
  return {
    write: (value) => (value === undefined ? null : write(value)),
    read: v.pipe(
      v.nullable(read),
      v.transform((value) => value ?? undefined),
    ),
  };
}

export function list<Value>({ write, read }: Codec<Value>): Codec<readonly Value[]> {
  return { write: (values) => values.map(write), read: v.array(read) };
}

/** As `list`, and none where an earlier version left it out. */
export function orNone<Value>(one: Codec<Value>): Codec<readonly Value[]> {
  const { write, read } = list(one);
  return { write, read: v.optional(read, []) };
}

/** A field that a replay does without. */
export const unrecorded = {
  write: () => ({}),
  read: v.pipe(
    v.unknown(),
    v.transform(() => undefined),
  ),
  isSpread: true,
} as const;

/** Writes the fields of an object among those of the object around it. */
export function spread<Value>(codec: Codec<Value, object>): Codec<Value, object> {
  return { ...codec, isSpread: true };
}

/** An object of these fields, written in their order and without any other. */
export function object<Value extends object>(fields: NoInfer<Fields<Value>>): Codec<Value, object> {
  const codecs: readonly (readonly [string, Codec<unknown>])[] = Object.entries(fields);
  const spreadNames = codecs.filter(([, { isSpread }]) => isSpread).map(([name]) => name);
  const schemas = Object.fromEntries(codecs.map(([name, { read }]) => [name, read]));
  const read = v.pipe(
    v.custom<object>(isObject),
    v.transform((json) => ({
      ...json,
      ...Object.fromEntries(spreadNames.map((name) => [name, json])),
    })),
    v.object(schemas),
  );
  return {
    write: (value) =>
      Object.assign(
        {},
        ...codecs.map(([name, { write, isSpread }]) => {
          const json = write(value[name as keyof Value]);
          return isSpread ? json : { [name]: json };
        }),
      ) as object,
    read: (spreadNames.length === 0
      ? v.object(schemas)
      : read) as v.GenericSchema as v.GenericSchema<unknown, Value>,
  };
}

/** A line of a recording, without what all lines have. */
export interface Line {
  readonly type: string;
}

export interface LineCodec<Value> extends Codec<Value, Line> {
  /** The types of the lines that it writes. */
  readonly types: readonly string[];
}

/** A codec for each type of a union: one that is added does not compile until it has one. */
export type LineCodecs<Union extends Line> = {
  readonly [Type in Union["type"]]: LineCodec<
    Omit<Extract<Union, { readonly type: Type }>, "type">
  >;
};

/** A line of one type, which is independent of the name of the value's own type. */
export function line<Value extends object>(
  type: string,
  fields: NoInfer<Fields<Value>>,
): LineCodec<Value> {
  const { write, read } = object<Value>(fields);
  return { types: [type], write: (value) => ({ type, ...write(value) }), read };
}

/** Lines that get their type from a union that is spread among their fields. */
export function linesWith<Value extends object>(
  { types }: Pick<LineCodec<never>, "types">,
  fields: NoInfer<Fields<Value>>,
): LineCodec<Value> {
  const { write, read } = object<Value>(fields);
  return { types, write: write as LineCodec<Value>["write"], read };
}

function isObject(json: unknown): json is object {
  return typeof json === "object" && json !== null;
}

/** A union whose values are distinguished by the types of their lines. */
export function oneOf<Union extends Line>(codecs: LineCodecs<Union>): LineCodec<Union> {
  const byType = codecs as Readonly<Record<string, LineCodec<object>>>;
  const schemas = new Map(
    Object.entries(byType).flatMap(([type, { types, read }]) => {
      const typed = v.pipe(
        read,
        v.transform((fields) => ({ ...fields, type }) as Union),
      );
      return types.map((lineType) => [lineType, typed] as const);
    }),
  );
  return {
    types: [...schemas.keys()],
    write: (value) => byType[value.type]!.write(value),
    read: v.lazy((json) => {
      const type = isObject(json) && "type" in json ? String(json.type) : "";
      return schemas.get(type) ?? v.never();
    }),
  };
}

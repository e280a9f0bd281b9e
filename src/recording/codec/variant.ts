import * as v from "valibot";
import { asIs, type Codec, type Fields, object } from "./codec.ts";

/** The member of a union with this name under a key, also where it shares its type with others. */
type Member<Union, Key extends string, Name> =
  Union extends Readonly<Record<Key, infer Names>> ? (Name extends Names ? Union : never) : never;

type NameIn<Union, Key extends string> =
  Union extends Readonly<Record<Key, infer Name>> ? Name & string : never;

/** A union discriminated by a key: an added name does not compile until it has fields here. */
export function variant<Union extends object, Key extends string>(
  key: Key,
  fields: {
    readonly [Name in NameIn<Union, Key>]: Fields<Omit<Member<Union, Key, Name>, Key>>;
  },
): Codec<Union> {
  const codecs = new Map(
    Object.entries<Fields<object>>(fields).map(([name, own]) => {
      const named = { [key]: asIs(v.literal(name)), ...own };
      return [name, object<Record<string, unknown>>(named as Fields<Record<string, unknown>>)];
    }),
  );
  const nameOf = (value: unknown) => String(Object(value)[key]);
  return {
    write: (value) => codecs.get(nameOf(value))?.write(value as Record<string, unknown>),
    read: v.lazy((json) => codecs.get(nameOf(json))?.read ?? v.never()) as v.GenericSchema<
      unknown,
      Union
    >,
  };
}

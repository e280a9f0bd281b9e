import * as v from "valibot";
import { optionalField, textField } from "./fields.ts";

/** A source of accounts. */
export interface Source {
  readonly id: string;
  readonly name: string;
  /** Whether its accounts come in a CSV file, which a start has to bring. */
  readonly isDelimitedFile: boolean;
}

const sourceField = v.pipe(
  v.object({
    id: textField,
    name: textField,
    type: optionalField(v.string()),
    connector: optionalField(v.string()),
  }),
  v.transform(({ id, name, type, connector }) => ({
    id,
    name,
    isDelimitedFile: [type, connector].some((text) => /^delimited[- ]?file/i.test(text ?? "")),
  })),
);

const list = v.pipe(v.string(), v.parseJson(), v.array(optionalField(sourceField)));

/** @returns the sources of a list, undefined for each that is none; undefined where it is no list */
export function parseSources(text: string): readonly (Source | undefined)[] | undefined {
  const parsed = v.safeParse(list, text);
  return parsed.success ? parsed.output : undefined;
}

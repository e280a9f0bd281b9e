import * as v from "valibot";
import { bodyOf } from "../answer/body.ts";
import { optionalField, textField } from "../answer/fields.ts";

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
    type: optionalField(textField),
    connector: optionalField(textField),
  }),
  v.transform(({ id, name, type, connector }) => ({
    id,
    name,
    isDelimitedFile: [type, connector].some((text) => /^delimited[- ]?file/i.test(text ?? "")),
  })),
);

const list = bodyOf(v.array(optionalField(sourceField)));

/** What is wanted of a list of sources. */
export const sourcesShape = list.shape;

/** @returns the sources of a list, undefined for each that is none; undefined where it is no list */
export function parseSources(text: string): readonly (Source | undefined)[] | undefined {
  return list.read(text);
}

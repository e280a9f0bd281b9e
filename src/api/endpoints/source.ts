import * as v from "valibot";
import { bodyOf } from "../answer/body.ts";
import { optionalField, textField } from "../answer/fields.ts";

export interface Source {
  readonly id: string;
  readonly name: string;
  /** Whether its accounts come in a CSV file, which a start has to include. */
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

export const { shape: sourcesShape, read: parseSources } = bodyOf(
  v.array(optionalField(sourceField)),
);

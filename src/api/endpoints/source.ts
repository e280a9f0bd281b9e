import * as v from "valibot";
import { bodyOf } from "../answer/body.ts";
import { optionalField, textField } from "../answer/fields.ts";
import { troubleOf } from "./source-health.ts";

export interface Source {
  readonly id: string;
  readonly name: string;
  /** Whether its accounts come in a CSV file, which a start has to include. */
  readonly isDelimitedFile: boolean;
  /** Why the tenant could not reach it lately; see `troubleOf`. */
  readonly trouble?: string;
}

const sourceField = v.pipe(
  v.object({
    id: textField,
    name: textField,
    type: optionalField(textField),
    connector: optionalField(textField),
    healthy: optionalField(v.boolean()),
    status: optionalField(textField),
  }),
  v.transform(({ id, name, type, connector, ...health }): Source => {
    const trouble = troubleOf(health);
    return {
      id,
      name,
      isDelimitedFile: [type, connector].some((text) => /^delimited[- ]?file/i.test(text ?? "")),
      ...(trouble !== undefined && { trouble }),
    };
  }),
);

export const { shape: sourcesShape, read: parseSources } = bodyOf(
  v.array(optionalField(sourceField)),
);

import type { Option } from "commander";
import * as v from "valibot";
import { isSwitch } from "./defaultable.ts";

/**
 * What a configuration file may have: for each flag what it takes, as far as that can be said
 * without the flag itself, which has the last word.
 *
 * @param flags whose defaults may be set
 */
export function fileSchema(flags: readonly Option[]) {
  const entries = flags.map((flag) => {
    const described = v.pipe(valueSchema(flag), v.description(aboutOf(flag)));
    return [flag.attributeName(), v.optional(described)] as const;
  });
  // Editors look there for the schema.
  const $schema = v.optional(v.string());
  return v.strictObject({ $schema, ...Object.fromEntries(entries) });
}

function aboutOf({ negate, description }: Option): string {
  return negate ? `false: ${description}` : description;
}

function valueSchema(flag: Option): v.GenericSchema {
  if (isSwitch(flag)) return v.boolean();
  const value = flag.argChoices ? v.picklist(flag.argChoices) : v.union([v.number(), v.string()]);
  return flag.optional ? v.union([v.boolean(), value]) : value;
}

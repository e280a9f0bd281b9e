import type { Option } from "commander";
import * as v from "valibot";
import { changeableActions } from "../ui/keys/changes.ts";
import { orList } from "../text/or-list.ts";
import { Flag } from "./flag.ts";

/** What a configuration file may contain, before each flag parses its own value. */
export function fileSchema(flags: readonly Option[]) {
  const entries = flags.map((flag) => {
    const described = v.pipe(valueSchema(flag), v.description(aboutOf(flag)));
    return [flag.attributeName(), v.optional(described)] as const;
  });
  // Editors find this schema by it.
  const $schema = v.optional(v.string());
  const keys = v.optional(v.pipe(keysSchema, v.description("keys for the actions of the screen")));
  return v.strictObject({ $schema, keys, ...Object.fromEntries(entries) });
}

const key = v.union([v.string(), v.number()]);
const keysOfAction = v.optional(v.union([key, v.array(key)]));

const keysSchema = v.strictObject(
  Object.fromEntries(changeableActions.map((action) => [action, keysOfAction])),
  "must have an action and its keys in each line, as: sort: c",
);

/** What is wrong with the contents of a file; each issue has the key as the first of its path. */
export function issuesOf(contents: unknown, flags: readonly Option[]) {
  return v.safeParse(fileSchema(flags), contents).issues ?? [];
}

function aboutOf({ negate, description }: Option): string {
  return negate ? `false: ${description}` : description;
}

/** The message of an issue continues the key: `color must be auto, always or never`. */
function valueSchema(option: Option): v.GenericSchema {
  const { argChoices, required, optional } = option;
  const onOrOff = ["true", "false"];
  if (!required && !optional) return v.boolean(mustBe(onOrOff));
  if (option instanceof Flag && option.words) {
    const some = option.words.slice(0, 2).join(", ");
    return v.union([v.string(), v.array(v.string())], `must be a list, or a text such as ${some}`);
  }
  if (option instanceof Flag && option.example !== undefined) {
    return v.string(`must be a text such as ${option.example}`);
  }
  const values = argChoices ?? ["a number of seconds", "a text such as 10m"];
  const message = mustBe([...values, ...(optional ? onOrOff : [])]);
  const value = argChoices
    ? v.picklist(argChoices, message)
    : v.union([v.number(), v.string()], message);
  return optional ? v.union([v.boolean(), value], message) : value;
}

function mustBe(words: readonly string[]): string {
  return `must be ${orList(words)}`;
}

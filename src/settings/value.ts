import { InvalidArgumentError, type Option } from "commander";
import { UsageError } from "../system/usage-error.ts";
import { isSwitch } from "./defaultable.ts";

const yes = new Set(["true", "yes", "on", "1"]);
const no = new Set(["false", "no", "off", "0"]);

/**
 * The value of a flag, from a configuration file's: what the flag itself would make of it. Where a
 * flag can do without its value, `true` stands for that and `false` for no flag at all.
 *
 * @throws UsageError that says what it must be, and repeats nothing
 */
export function valueOfDefault(option: Option, given: unknown): unknown {
  if (isSwitch(option)) {
    if (typeof given === "boolean") return given;
    throw new UsageError("It must be true or false.");
  }
  if (option.optional && given === false) return undefined;
  if (option.optional && given === true) return presetOf(option);
  if (typeof given === "string" || typeof given === "number") return parsed(option, String(given));
  throw new UsageError("It must be a number of seconds or a text such as 10m.");
}

/**
 * The same of an environment variable's text.
 *
 * @throws UsageError
 */
export function valueOfVariable(option: Option, text: string): unknown {
  const word = text.toLowerCase();
  const truth = yes.has(word) ? true : no.has(word) ? false : undefined;
  return valueOfDefault(option, option.required ? text : (truth ?? text));
}

/** What the flag means alone. */
function presetOf(option: Option): unknown {
  const { presetArg } = option;
  return typeof presetArg === "string" ? parsed(option, presetArg) : (presetArg ?? true);
}

function parsed(option: Option, text: string): unknown {
  try {
    return option.parseArg ? option.parseArg(text, undefined) : text;
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw new UsageError(error.message);
    throw error;
  }
}

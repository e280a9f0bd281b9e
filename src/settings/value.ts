import { InvalidArgumentError, type Option } from "commander";
import { UsageError } from "../system/usage-error.ts";
import { isSwitch } from "./defaultable.ts";

const yes = new Set(["true", "yes", "on", "1"]);
const no = new Set(["false", "no", "off", "0"]);

/**
 * The flag's own value for a default that `fileSchema` accepts. If its value is optional, `true` is
 * the flag alone and `false` no flag. Throws UsageError that says what it must be, not what it is.
 */
export function valueOfDefault(option: Option, given: unknown): unknown {
  if (typeof given !== "boolean") return parsed(option, String(given));
  if (isSwitch(option)) return given;
  const { presetArg = true } = option;
  if (!given) return undefined;
  return typeof presetArg === "string" ? parsed(option, presetArg) : presetArg;
}

export function valueOfVariable(option: Option, text: string): unknown {
  const word = text.toLowerCase();
  const isOn = yes.has(word);
  if (!option.required && (isOn || no.has(word))) return valueOfDefault(option, isOn);
  if (isSwitch(option)) throw new UsageError("It must be true or false.");
  return valueOfDefault(option, text);
}

function parsed(option: Option, text: string): unknown {
  try {
    return option.parseArg ? option.parseArg(text, undefined) : text;
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw new UsageError(error.message);
    throw error;
  }
}

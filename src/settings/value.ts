import { InvalidArgumentError, type Option } from "commander";
import { UsageError } from "../system/usage-error.ts";
import { isSwitch } from "./defaultable.ts";

const yes = new Set(["true", "yes", "on", "1"]);
const no = new Set(["false", "no", "off", "0"]);

/**
 * The flag's own value for a default that `fileSchema` accepts. Where a flag can do without its
 * value, `true` stands for the flag alone and `false` for no flag at all.
 *
 * @throws UsageError that says what it must be, and repeats nothing
 */
export function valueOfDefault(option: Option, given: unknown): unknown {
  if (typeof given !== "boolean") return parsed(option, String(given));
  if (isSwitch(option)) return given;
  const { presetArg = true } = option;
  if (!given) return undefined;
  return typeof presetArg === "string" ? parsed(option, presetArg) : presetArg;
}

/** @throws UsageError like the one of `valueOfDefault` */
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

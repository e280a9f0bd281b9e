import type { Command } from "commander";
import { Flag } from "../../settings/flag.ts";

/** A flag for another with a value, as `-q` is for `--output quiet`. */
class Shortcut extends Flag {
  readonly form: string;

  constructor(flags: string, about: string, form: string) {
    super("Output", flags, about);
    this.form = form;
  }
}

const key = "output";

export const quietFlag = new Shortcut("-q, --quiet", "short for --output quiet", "quiet")
  .common()
  .conflicts([key, "json"]);

/** @param form the JSON that the command writes */
export function jsonFlag(form: "json" | "ndjson") {
  return new Shortcut("--json", `short for --output ${form}`, form).common().conflicts([key]);
}

/** Sets the flag that a shortcut stands for, also in place of a default of the user's. */
export function applyShortcuts(command: Command): void {
  for (const option of command.options) {
    if (option instanceof Shortcut && command.getOptionValue(option.attributeName()) === true) {
      command.setOptionValueWithSource(key, option.form, "cli");
    }
  }
}

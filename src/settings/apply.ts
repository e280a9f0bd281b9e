import type { Command } from "commander";
import { defaultable } from "./defaultable.ts";
import type { DefaultsWorld } from "./file.ts";
import { readDefaults } from "./read-defaults.ts";
import type { KeyChanges } from "../ui/keys/table.ts";

/**
 * A flag goes before a variable, a variable before the file. Defaults are for the flags of a watch
 * wherever a command has them, not for other flags of that name. Returns the keys that the user has
 * changed. Throws as `readDefaults` does.
 */
export async function applyDefaults(
  program: Command,
  command: Command,
  world: DefaultsWorld,
): Promise<KeyChanges | undefined> {
  const all = defaultable(program);
  const flags = all.filter((flag) => command.options.includes(flag));
  if (flags.length === 0) return undefined;
  const isGiven = (name: string) =>
    ![undefined, "default"].includes(command.getOptionValueSource(name));
  const { defaults, keys } = await readDefaults(
    all,
    world,
    (flag) => !flags.includes(flag) || isGiven(flag.attributeName()),
  );
  for (const { option, value, source } of defaults) {
    const name = option.attributeName();
    if (flags.includes(option) && !isGiven(name)) {
      command.setOptionValueWithSource(name, value, source);
    }
  }
  for (const flag of flags.filter((one) => one.optional)) {
    const name = flag.attributeName();
    // After its opposite, such a flag is unset.
    if (command.getOptionValue(name) === false)
      command.setOptionValueWithSource(name, undefined, "cli");
  }
  return keys;
}

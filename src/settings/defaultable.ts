import { type Command, Option } from "commander";
import { Flag } from "./flag.ts";

/** The flags of a program whose defaults users may set, in its own order. */
export function defaultable(program: Command): readonly Option[] {
  return program.options.filter((option) => option instanceof Flag && option.isDefaultable);
}

/** The environment variable with the default of a flag: `AGGWATCH_STALL_AFTER`. */
export function variableOf(option: Option): string {
  const words = option.attributeName().replaceAll(/[A-Z]/g, (letter) => `_${letter}`);
  return `AGGWATCH_${words.toUpperCase()}`;
}

/** Whether a flag is on or off and takes no value. */
export function isSwitch(option: Option): boolean {
  return !option.required && !option.optional;
}

/** What takes a flag back that can be off: `--no-stay`, `--history`. */
export function oppositeOf(flag: Option): string {
  return flag.negate ? `--${flag.name().replace(/^no-/, "")}` : `--no-${flag.name()}`;
}

/**
 * Lets every command take the opposite of each of these flags that can be off, so that a flag can take back any default. Help does without them.
 */
export function addOpposites(program: Command): void {
  const flags = defaultable(program).filter((option) => !option.required);
  for (const command of [program, ...program.commands]) {
    for (const flag of flags.filter((one) => command.options.includes(one))) {
      const opposite = new Option(oppositeOf(flag), `the opposite of ${flag.long}`).hideHelp();
      // What commander itself takes where --no-history stands alone.
      command.addOption(flag.negate ? opposite.default(true) : opposite);
    }
  }
}

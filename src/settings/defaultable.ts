import { type Command, Option } from "commander";
import { Flag } from "./flag.ts";

/** The flags whose defaults may be set, in the program's order. */
export function defaultable(program: Command): readonly Option[] {
  return program.options.filter((option) => option instanceof Flag && option.isDefaultable);
}

/** The environment variable for a flag's default: `AGGWATCH_STALL_AFTER`. */
export function variableOf(option: Option): string {
  const words = option.attributeName().replaceAll(/[A-Z]/g, (letter) => `_${letter}`);
  return `AGGWATCH_${words.toUpperCase()}`;
}

/** Whether a flag is on or off and takes no value. */
export function isSwitch(option: Option): boolean {
  return !option.required && !option.optional;
}

/** The flag that takes it back: `--no-stay`, `--history`. */
export function oppositeOf(flag: Option): string {
  return flag.negate ? `--${flag.name().replace(/^no-/, "")}` : `--no-${flag.name()}`;
}

/** Lets flags take back a default that can be off. Help does not list these opposites. */
export function addOpposites(program: Command): void {
  const flags = defaultable(program).filter((option) => !option.required);
  for (const command of [program, ...program.commands]) {
    for (const flag of flags.filter((one) => command.options.includes(one))) {
      const opposite = new Option(oppositeOf(flag), `the opposite of ${flag.long}`).hideHelp();
      // As commander does where only --no-history is declared.
      command.addOption(flag.negate ? opposite.default(true) : opposite);
    }
  }
}

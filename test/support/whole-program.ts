import type { Command } from "commander";
import { programOf } from "../../src/commands/program.ts";

/** All commands as they are described; none does anything. */
export function wholeProgram(): Command {
  return programOf("1.2.3", () => undefined);
}

/** Every command with its own name, empty for watching, and every flag that it takes. */
export function everyFlag(program: Command): readonly (readonly [command: string, flag: string])[] {
  return [program, ...program.commands].flatMap((command) => {
    const name = command === program ? "" : command.name();
    const flags = command.options.filter(({ hidden }) => !hidden);
    const names = flags.flatMap(({ short, long }) => [short, long]);
    return [...names, "-h", "--help"].flatMap((flag) => (flag ? [[name, flag] as const] : []));
  });
}

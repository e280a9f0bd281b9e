import type { Command } from "commander";
import { UsageError } from "../../system/usage-error.ts";

/** Refuses flags of a watch before another command, where they would have no effect. */
export function refuseEarlyFlags(program: Command): void {
  program.hook("preSubcommand", (_, command) => {
    const early = program.options.find(
      (option) =>
        program.getOptionValueSource(option.attributeName()) === "cli" &&
        option.negate === (program.getOptionValue(option.attributeName()) === false),
    );
    if (!early) return;
    const name = command.name();
    const hasIt = command.options.some(({ long }) => long === early.long);
    const written = early.flags.replace(/^-., /, "");
    const toDo = hasIt ? `write: aggwatch ${name} ${written}` : `${name} has no such flag`;
    throw new UsageError(`${early.long} must come after ${name}; ${toDo}`);
  });
}

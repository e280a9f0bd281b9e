import type { Command } from "commander";
import { commandHelp } from "../../manual/command-help.ts";
import { outlineOf } from "../../manual/completions/outline.ts";
import type { Host } from "../../process/host.ts";
import { belowHelp } from "./below-help.ts";

/** Wider lines are hard to read. */
const widest = 100;

/** By ECMA-48. */
const bold = "\u001b[1m";
const notBold = "\u001b[22m";

export type HelpHost = Pick<Host, "stdout" | "env">;

/** Writes what `--help` says of a command or, in short, `-h`. */
export async function writeHelp(
  command: Command,
  isLong: boolean,
  { stdout, env }: HelpHost,
): Promise<void> {
  const name = command.parent ? `aggwatch ${command.name()}` : "aggwatch";
  const others = command.parent ? [] : ["aggwatch COMMAND [options]"];
  const text = commandHelp(outlineOf(command), {
    isLong,
    usages: [`${name} ${command.usage()}`, ...others],
    below: await belowHelp(command, isLong),
    columns: columnsOf(stdout),
    style: styleOf({ stdout, env }),
  });
  stdout.write(text);
}

/** A title as the terminal shows it. */
export function styleOf({ stdout, env }: HelpHost): (title: string) => string {
  const isStyled = stdout.isTTY && stdout.getColorDepth(env) > 1;
  return (title) => (isStyled ? `${bold}${title}${notBold}` : title);
}

/** How wide a text to read is; a pipe has 80 columns. */
export function columnsOf({ columns }: NodeJS.WriteStream): number {
  return Math.min(columns || 80, widest);
}

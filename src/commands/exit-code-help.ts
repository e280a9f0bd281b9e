import type { Command } from "commander";
import { exitCodeOrder, exitCodes } from "../output/exit-codes.ts";

/** As wide as the rest of what stands after the options. */
const columns = 100;
const codeColumns = 13;

/** The exit codes, for `--help`. */
export function exitCodeHelp(command: Command): string {
  const help = command.createHelp();
  help.prepareContext({ helpWidth: columns });
  const items = exitCodes.map(({ codes, when }) =>
    help.formatItem(codes.join(", "), codeColumns, when, help),
  );
  return ["", "Exit codes:", ...items, "", help.boxWrap(exitCodeOrder, columns), ""].join("\n");
}

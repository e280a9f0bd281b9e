import type { Command } from "commander";
import type { HistoryOptions } from "../verbs/history.ts";
import { choiceFlag, type OptionsOf, withFlags } from "../flags/flag.ts";
import type { Run } from "./run.ts";

const flags = [
  choiceFlag("--output <form>", "a table, or a JSON object a line", ["table", "ndjson"], "table"),
] as const;

const help = `
Below the runs of a source stand, as far as they are known:
  usual           the median of its last ten runs that COMPLETED without errors
  90th percentile what nine in ten of them took at most
  trend           these runs as bars, oldest first, and the last half of them
                  beside the half before
  forecast error  how far the time left that was told at about a quarter and at
                  half of a run was from the true one, as a part of the true one
  forecast range  how many of the ranges told then held the true time
`;

export function describeHistory(program: Command, run: Run): void {
  withFlags(program.command("history"), flags)
    .description("what earlier runs came to, how long they took, how good the forecast was")
    .argument("[source]", "a label as it was given to ids")
    .addHelpText("after", help)
    .action(
      async (source: string | undefined, options: OptionsOf<typeof flags, HistoryOptions>) => {
        const { historyCommand } = await import("../verbs/history.ts");
        await run(async (host) =>
          historyCommand(source, options, host, await host.historyFolder()),
        );
      },
    );
}

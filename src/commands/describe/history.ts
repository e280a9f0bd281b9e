import type { Command } from "commander";
import type { HistoryOptions } from "../verbs/history.ts";
import { choiceFlag, type OptionsOf, withFlags } from "../flags/flag.ts";
import type { Run } from "./run.ts";

const flags = [
  choiceFlag("--output <form>", "a table, or a JSON object a line", ["table", "ndjson"], "table"),
] as const;

const help = `
Below the runs of a source, as far as known:
  usual            median of the last ten runs that completed without errors
  90th percentile  what nine in ten of them took at most
  trend            these runs as bars, oldest first, and their later half
                   compared with the earlier half
  forecast error   how far off the time left was when about a quarter and half
                   of a run had passed, as a share of the actual time left
  forecast range   how many of the ranges at those points held the actual time
`;

export function describeHistory(program: Command, run: Run): void {
  withFlags(program.command("history"), flags)
    .description("show earlier runs: outcomes, durations, trend, how good the forecast was")
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

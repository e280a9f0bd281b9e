import type { Command } from "commander";
import type { HistoryOptions } from "../verbs/history.ts";
import { choiceFlag, type OptionsOf, switchFlag, valueFlag, withFlags } from "../flags/flag.ts";
import { upToAWeek } from "../flags/flag-values.ts";
import { apiVersionFlag, tenantFlags } from "../flags/tenant-flags.ts";
import type { Run } from "./run.ts";

const flags = [
  switchFlag("--from-tenant", "the runs that the tenant knows, whoever watched them"),
  choiceFlag("--output <form>", "a table, or a JSON object a line", ["table", "ndjson"], "table"),
  valueFlag("--timeout <time>", "give up with 124 after that long (90, 90s, 10m, 2h)", upToAWeek),
  apiVersionFlag,
  ...tenantFlags,
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

With --from-tenant, the runs are the newest tasks that the tenant keeps, for 90
days. A task has the duration of a run and what it changed, and not how long the
source was read.
`;

export function describeHistory(program: Command, run: Run): void {
  withFlags(program.command("history"), flags)
    .description("show earlier runs: outcomes, durations, trend, how good the forecast was")
    .argument(
      "[source]",
      "a label as it was given to ids; with --from-tenant a source's name or id",
    )
    .addHelpText("after", help)
    .action(
      async (source: string | undefined, options: OptionsOf<typeof flags, HistoryOptions>) => {
        if (options.fromTenant) {
          const { tenantHistoryCommand } = await import("../verbs/tenant-history.ts");
          return run((host) => tenantHistoryCommand(source, options, host));
        }
        const { historyCommand } = await import("../verbs/history.ts");
        return run(async (host) =>
          historyCommand(source, options, host, await host.historyFolder()),
        );
      },
    );
}

import type { Command } from "commander";
import type { HistoryOptions } from "../verbs/history.ts";
import { choiceFlag, type OptionsOf, switchFlag, withFlags } from "../flags/flag.ts";
import { budgetFlag } from "../flags/budget-flag.ts";
import { apiVersionFlag, tenantFlags } from "../flags/tenant-flags.ts";
import { timeoutFlag } from "../flags/watch-flags.ts";
import { jsonFlag } from "../flags/shortcut-flags.ts";
import type { Run } from "./run.ts";

const flags = [
  switchFlag("What to show", "--from-tenant", "show the runs the tenant knows, watched or not"),
  choiceFlag(
    "Output",
    "-o, --output <form>",
    "write a table, one JSON document, or JSON lines",
    ["table", "json", "ndjson"],
    "table",
  ),
  jsonFlag("json"),
  timeoutFlag,
  apiVersionFlag,
  budgetFlag,
  ...tenantFlags,
] as const;

export function describeHistory(program: Command, run: Run): void {
  withFlags(program.command("history"), flags)
    .description("show earlier runs of sources: outcomes, durations, trend, forecast error")
    .argument("[source]", "the label its ids had; with --from-tenant the source's name or id")
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

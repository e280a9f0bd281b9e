import type { Command } from "commander";
import type { SourcesOptions } from "../verbs/sources.ts";
import { budgetFlag } from "../flags/budget-flag.ts";
import { choiceFlag, type OptionsOf, switchFlag, valueFlag, withFlags } from "../flags/flag.ts";
import { daySeconds, timeIn } from "../flags/flag-values.ts";
import { apiVersionFlag, tenantFlags } from "../flags/tenant-flags.ts";
import { hyperlinksFlag } from "../flags/view-flags.ts";
import { timeoutFlag } from "../flags/watch-flags.ts";
import { jsonFlag } from "../flags/shortcut-flags.ts";
import type { Run } from "./run.ts";

/** For as long as the API keeps tasks. */
const keptSeconds = 90 * daySeconds;

const flags = [
  valueFlag(
    "What to show",
    "--older-than <time>",
    "show sources whose last run is older, such as 36h or 2d; exit with 1 for any",
    timeIn(1, keptSeconds),
  ).common(),
  switchFlag(
    "What to show",
    "--failed",
    "show sources whose last run failed (exit with 1)",
  ).common(),
  choiceFlag(
    "Output",
    "-o, --output <form>",
    "write a table or JSON",
    ["table", "ndjson", "json"],
    "table",
  ).common(),
  jsonFlag("json"),
  hyperlinksFlag,
  timeoutFlag,
  budgetFlag,
  apiVersionFlag,
  ...tenantFlags,
] as const;

export function describeSources(program: Command, run: Run): void {
  withFlags(program.command("sources"), flags)
    .description("show the last run of each source; check that none is too old or failed")
    .argument("[sources...]", "names, patterns such as 'AD *', or ids; all without any")
    .action(async (wanted: readonly string[], options: OptionsOf<typeof flags, SourcesOptions>) => {
      const { sourcesCommand } = await import("../verbs/sources.ts");
      await run((host) => sourcesCommand(wanted, options, host));
    });
}

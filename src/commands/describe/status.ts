import type { Command } from "commander";
import type { StatusOptions } from "../verbs/status.ts";
import { choiceFlag, type OptionsOf, switchFlag, valueFlag, withFlags } from "../flags/flag.ts";
import { upToAWeek } from "../flags/flag-values.ts";
import { budgetFlag } from "../flags/budget-flag.ts";
import { latestFlag, sourceFlag } from "../flags/source-flags.ts";
import { jsonFlag, quietFlag } from "../flags/shortcut-flags.ts";
import { apiVersionFlag, tenantFlags } from "../flags/tenant-flags.ts";
import { strictFlag } from "../flags/watch-flags.ts";
import type { Run } from "./run.ts";

const flags = [
  sourceFlag("show a run of a source, name or id; repeatable").common(),
  latestFlag(),
  choiceFlag(
    "Output",
    "-o, --output <form>",
    "write lines, JSON, a status-bar line or nothing",
    ["plain", "json", "ndjson", "line", "quiet"],
    "plain",
  ).common(),
  jsonFlag("json"),
  quietFlag,
  strictFlag,
  valueFlag(
    "When to leave",
    "--timeout <time>",
    "wait this long for an answer, else exit with 124",
    upToAWeek,
    30_000,
    "30s",
  ),
  switchFlag("Recording and history", "--no-history", "do without the usual times of earlier runs"),
  apiVersionFlag,
  budgetFlag,
  ...tenantFlags,
] as const;

export function describeStatus(program: Command, run: Run): void {
  withFlags(program.command("status"), flags)
    .description("show the status of aggregations once, also as the exit code")
    .argument("[ids...]", "ids of aggregations, with a label if you like; - reads standard input")
    .action(async (ids: readonly string[], options: OptionsOf<typeof flags, StatusOptions>) => {
      const { statusCommand } = await import("../verbs/status.ts");
      await run((host) => statusCommand(ids, options, host));
    });
}

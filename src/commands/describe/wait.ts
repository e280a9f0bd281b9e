import type { Command } from "commander";
import type { WaitOptions } from "../verbs/wait.ts";
import { budgetFlag } from "../flags/budget-flag.ts";
import { choiceFlag, type OptionsOf, valueFlag, withFlags } from "../flags/flag.ts";
import { jsonFlag, quietFlag } from "../flags/shortcut-flags.ts";
import { idleTime, sourceFlag, usualIdleMs } from "../flags/source-flags.ts";
import { apiVersionFlag, tenantFlags } from "../flags/tenant-flags.ts";
import { heartbeatFlag } from "../flags/view-flags.ts";
import { timeoutFlag } from "../flags/watch-flags.ts";
import type { Run } from "./run.ts";

const flags = [
  sourceFlag("wait for the runs of this source only, by name or id; repeatable").common(),
  valueFlag(
    "When to leave",
    "--idle <time>",
    "exit once none has run this long; 0: check once",
    idleTime,
    usualIdleMs,
    "10s",
  ).common(),
  timeoutFlag,
  choiceFlag(
    "Output",
    "-o, --output <form>",
    "write lines, JSON lines or nothing",
    ["plain", "ndjson", "quiet"],
    "plain",
  ).common(),
  jsonFlag("ndjson"),
  quietFlag,
  heartbeatFlag,
  budgetFlag,
  apiVersionFlag,
  ...tenantFlags,
] as const;

export function describeWait(program: Command, run: Run): void {
  withFlags(program.command("wait"), flags)
    .description("wait until no aggregation is running")
    .action(async (options: OptionsOf<typeof flags, WaitOptions>) => {
      const { waitCommand } = await import("../verbs/wait.ts");
      await run((host) => waitCommand(options, host));
    });
}

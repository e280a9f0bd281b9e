import type { StartCommandOptions } from "../starting/start-work.ts";
import type { Command } from "commander";
import { ifRunningChoices } from "../starting/if-running.ts";
import {
  choiceFlag,
  type OptionsOf,
  switchFlag,
  textFlag,
  valueFlag,
  withFlags,
} from "../flags/flag.ts";
import { wholeNumberIn } from "../flags/flag-values.ts";
import type { Run } from "./run.ts";
import { reactionFlags } from "../flags/reaction-flags.ts";
import { tenantFlags } from "../flags/tenant-flags.ts";
import { viewFlags } from "../flags/view-flags.ts";
import { watchFlags } from "../flags/watch-flags.ts";

const flags = [
  switchFlag("What to start", "--all-sources", "start every source you may see, after asking"),
  valueFlag(
    "What to start",
    "--match <pattern>",
    "start sources with names such as 'AD *', after asking; repeatable",
    (text, before: readonly string[]) => [...before, text],
    [],
  ),
  valueFlag(
    "What to start",
    "--except <pattern>",
    "leave out sources by name, pattern or id; repeatable",
    (text, before: readonly string[]) => [...before, text],
    [],
  ),
  switchFlag("What to start", "--yes", "start without asking; required without a terminal"),
  switchFlag("What to start", "--entitlements", "start entitlement aggregations instead").conflicts(
    ["unoptimized", "accountsThenEntitlements"],
  ),
  switchFlag(
    "What to start",
    "--accounts-then-entitlements",
    "then start the entitlements of each source whose accounts succeeded",
  ),
  switchFlag("What to start", "--unoptimized", "process every account, changed or not"),
  textFlag("What to start", "--file <path>", "load this CSV file into a delimited-file source"),
  textFlag(
    "What to start",
    "--folder <path>",
    "start a source for each CSV file in this folder; its name is the source",
  ),
  switchFlag("When to leave", "--no-watch", "print the ids and exit"),
  choiceFlag(
    "What to start",
    "--if-running <what>",
    "if the source is already being aggregated: wait and then start, join that run, or fail with 1",
    ifRunningChoices,
    undefined,
    "ask on a terminal; else join, or wait with --file or --unoptimized",
  ),
  switchFlag(
    "What to start",
    "--sequential",
    "start each source once the one before has ended",
  ).conflicts("atOnce"),
  valueFlag(
    "What to start",
    "--at-once <number>",
    "run up to this many at a time; the next starts when one ends",
    wholeNumberIn(1, 1000),
    undefined,
    "all",
  ),
  valueFlag(
    "What to start",
    "--retry <times>",
    "retry up to this many times after TEMP_ERROR or a lost virtual appliance",
    wholeNumberIn(0, 10),
    0,
    "0",
  ),
  ...watchFlags,
  ...reactionFlags,
  ...tenantFlags,
  ...viewFlags,
] as const;

export function describeStart(program: Command, run: Run): void {
  withFlags(program.command("start"), flags)
    .description("start aggregations and watch them")
    .argument("[sources...]", "names or ids of sources; NAME=FILE loads a CSV file")
    .action(
      async (names: readonly string[], options: OptionsOf<typeof flags, StartCommandOptions>) => {
        const { startCommand } = await import("../verbs/start.ts");
        await run((host) => startCommand(names, options, host));
      },
    );
}

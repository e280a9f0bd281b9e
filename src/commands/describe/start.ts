import type { StartCommandOptions } from "../starting/start-work.ts";
import type { Command } from "commander";
import { ifRunningChoices } from "../starting/if-running.ts";
import { choiceFlag, type OptionsOf, switchFlag, textFlag, withFlags } from "../flags/flag.ts";
import type { Run } from "./run.ts";
import { reactionFlags } from "../flags/reaction-flags.ts";
import { tenantFlags } from "../flags/tenant-flags.ts";
import { viewFlags } from "../flags/view-flags.ts";
import { watchFlags } from "../flags/watch-flags.ts";

const flags = [
  switchFlag("What to start", "--unoptimized", "process every account, changed or not"),
  textFlag("What to start", "--file <path>", "load this CSV file into a delimited-file source"),
  switchFlag("When to leave", "--no-watch", "print the ids and exit"),
  choiceFlag(
    "What to start",
    "--if-running <what>",
    "if the source is already being aggregated: wait and then start, join that run, or fail with 1",
    ifRunningChoices,
    undefined,
    "ask on a terminal, else join, with --file or --unoptimized wait",
  ),
  switchFlag("What to start", "--sequential", "start each source once the one before has ended"),
  ...watchFlags,
  ...reactionFlags,
  ...tenantFlags,
  ...viewFlags,
] as const;

export function describeStart(program: Command, run: Run): void {
  withFlags(program.command("start"), flags)
    .description("start aggregations and watch them")
    .argument("<sources...>", "names or ids of sources")
    .action(
      async (names: readonly string[], options: OptionsOf<typeof flags, StartCommandOptions>) => {
        const { startCommand } = await import("../verbs/start.ts");
        await run((host) => startCommand(names, options, host));
      },
    );
}

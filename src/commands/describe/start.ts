import type { StartCommandOptions } from "../starting/start-work.ts";
import type { Command } from "commander";
import { ifRunningChoices } from "../starting/if-running.ts";
import { choiceFlag, type OptionsOf, switchFlag, textFlag, withFlags } from "../flags/flag.ts";
import type { Run } from "./run.ts";
import { tenantFlags } from "../flags/tenant-flags.ts";
import { viewFlags } from "../flags/view-flags.ts";
import { watchFlags } from "../flags/watch-flags.ts";

const flags = [
  switchFlag("--unoptimized", "process every account, changed or not"),
  textFlag("--file <path>", "the accounts of a delimited-file source, as CSV"),
  switchFlag("--no-watch", "print the ids and leave"),
  choiceFlag(
    "--if-running <what>",
    "where an aggregation of the source is running: wait for its end, then start; join it, that " +
      "is, watch it and start none; or fail with 1 (default: ask on a terminal; else join, with " +
      "--unoptimized or --file wait)",
    ifRunningChoices,
  ),
  switchFlag("--sequential", "start the next when the one before has ended"),
  ...watchFlags,
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

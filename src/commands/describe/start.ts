import { type Command, Option } from "commander";
import type { StartCommandOptions } from "../start.ts";
import { ifRunningChoices } from "../if-running.ts";
import type { Run } from "./run.ts";
import { tenantFlags } from "./tenant-flags.ts";
import { viewFlags } from "./view-flags.ts";
import { watchFlags } from "./watch-flags.ts";

const ownFlags = [
  new Option("--unoptimized", "process every account, changed or not").default(false),
  new Option("--file <path>", "the accounts of a delimited-file source, as CSV"),
  new Option("--no-watch", "print the ids and leave"),
  new Option(
    "--if-running <what>",
    "where an aggregation of the source is running: wait for its end, then start; join it, that " +
      "is, watch it and start none; or fail with 1 (default: ask on a terminal; else join, with " +
      "--unoptimized or --file wait)",
  ).choices(ifRunningChoices),
  new Option("--sequential", "start the next when the one before has ended").default(false),
] as const;

/** Adds `aggwatch start`. */
export function describeStart(program: Command, run: Run): void {
  const start = program
    .command("start")
    .description("start aggregations and watch them")
    .argument("<sources...>", "names or ids of sources")
    .action(async (names: readonly string[], options: StartCommandOptions) => {
      const { startCommand } = await import("../start.ts");
      await run((host) => startCommand(names, options, host));
    });
  for (const flag of [...ownFlags, ...watchFlags, ...tenantFlags, ...viewFlags]) {
    start.addOption(flag);
  }
}

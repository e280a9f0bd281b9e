import { type Command, Option } from "commander";
import type { ListOptions } from "../list.ts";
import { daySeconds, timeIn } from "./flag-values.ts";
import type { Run } from "./run.ts";
import { apiVersionFlag, tenantFlags } from "./tenant-flags.ts";

const ownFlags = [
  new Option("--all", "those that are over as well, newest first").default(false),
  new Option("--source <name>", "of that source only; name or id"),
  new Option("--output <form>", "a table, or a JSON object a line")
    .choices(["table", "ndjson"])
    .default("table"),
  new Option("--timeout <time>", "give up with 124 after that long (90, 90s, 10m, 2h)").argParser(
    (text) => timeIn(text, 1, 7 * daySeconds),
  ),
] as const;

/** Adds `aggwatch list`. */
export function describeList(program: Command, run: Run): void {
  const list = program
    .command("list")
    .description("list the aggregations that run now")
    .action(async (options: ListOptions) => {
      const { listCommand } = await import("../list.ts");
      await run((host) => listCommand(options, host));
    });
  for (const flag of [...ownFlags, apiVersionFlag, ...tenantFlags]) list.addOption(flag);
}

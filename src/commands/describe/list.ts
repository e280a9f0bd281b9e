import type { Command } from "commander";
import type { ListOptions } from "../verbs/list.ts";
import {
  choiceFlag,
  type OptionsOf,
  switchFlag,
  textFlag,
  valueFlag,
  withFlags,
} from "../flags/flag.ts";
import { upToAWeek } from "../flags/flag-values.ts";
import { hyperlinksFlag } from "../flags/view-flags.ts";
import type { Run } from "./run.ts";
import { apiVersionFlag, tenantFlags } from "../flags/tenant-flags.ts";

const flags = [
  switchFlag("--all", "those that are over as well, newest first"),
  textFlag("--source <name>", "of that source only; name or id"),
  choiceFlag("--output <form>", "a table, or a JSON object a line", ["table", "ndjson"], "table"),
  hyperlinksFlag,
  valueFlag("--timeout <time>", "give up with 124 after that long (90, 90s, 10m, 2h)", upToAWeek),
  apiVersionFlag,
  ...tenantFlags,
] as const;

export function describeList(program: Command, run: Run): void {
  withFlags(program.command("list"), flags)
    .description("list the aggregations that run now")
    .action(async (options: OptionsOf<typeof flags, ListOptions>) => {
      const { listCommand } = await import("../verbs/list.ts");
      await run((host) => listCommand(options, host));
    });
}

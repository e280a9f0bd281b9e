import type { Command } from "commander";
import type { ListOptions } from "../verbs/list.ts";
import { choiceFlag, type OptionsOf, switchFlag, textFlag, withFlags } from "../flags/flag.ts";
import { hyperlinksFlag } from "../flags/view-flags.ts";
import { jsonFlag } from "../flags/shortcut-flags.ts";
import type { Run } from "./run.ts";
import { budgetFlag } from "../flags/budget-flag.ts";
import { apiVersionFlag, tenantFlags } from "../flags/tenant-flags.ts";
import { timeoutFlag } from "../flags/watch-flags.ts";

const flags = [
  switchFlag("What to show", "--all", "include aggregations that have ended, newest first"),
  textFlag("What to show", "--source <name>", "show only this source, by name or id"),
  choiceFlag(
    "Output",
    "-o, --output <form>",
    "write a table, one JSON document, or JSON lines",
    ["table", "json", "ndjson"],
    "table",
  ),
  jsonFlag("json"),
  hyperlinksFlag,
  timeoutFlag,
  apiVersionFlag,
  budgetFlag,
  ...tenantFlags,
] as const;

export function describeList(program: Command, run: Run): void {
  withFlags(program.command("list"), flags)
    .description("list running aggregations")
    .action(async (options: OptionsOf<typeof flags, ListOptions>) => {
      const { listCommand } = await import("../verbs/list.ts");
      await run((host) => listCommand(options, host));
    });
}

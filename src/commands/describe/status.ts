import type { Command } from "commander";
import type { StatusOptions } from "../verbs/status.ts";
import { choiceFlag, type OptionsOf, switchFlag, valueFlag, withFlags } from "../flags/flag.ts";
import { upToAWeek } from "../flags/flag-values.ts";
import { latestFlag, sourceFlag } from "../flags/source-flags.ts";
import { apiVersionFlag, tenantFlags } from "../flags/tenant-flags.ts";
import { strictFlag } from "../flags/watch-flags.ts";
import type { Run } from "./run.ts";

const flags = [
  sourceFlag("the running aggregation of that source; name or id, may be repeated"),
  latestFlag(),
  choiceFlag(
    "--output <form>",
    "a line each, one JSON document, a JSON object a line, one short line for a status bar, or nothing",
    ["plain", "json", "ndjson", "line", "quiet"],
    "plain",
  ),
  strictFlag,
  valueFlag(
    "--timeout <time>",
    "how long rate limits and faults may delay an answer; then 124",
    upToAWeek,
    30_000,
    "30s",
  ),
  switchFlag("--no-history", "do without the history, which tells usual times of labeled ids"),
  apiVersionFlag,
  ...tenantFlags,
] as const;

const help = `
One status request for each id, and its task where it has ended or is not found.
Exit codes: 0 ended well, 1 ended badly, 3 unknown or not seen, 4 sign-in or
permission, 5 nothing to ask, 8 running, 124 --timeout; of several the first of
4, 1, 3, 5, 8.

Examples:
  aggwatch status 2c91808477a6b0c60177a81146b8110b="Workday HR"
  aggwatch status --source "Workday HR" --latest --output json
  tmux set -g status-right '#(aggwatch status --source Okta --output line)'
`;

export function describeStatus(program: Command, run: Run): void {
  withFlags(program.command("status"), flags)
    .description("ask once how aggregations are, and exit with that")
    .argument("[ids...]", "aggregation ids, each with a label if you like; - reads them from stdin")
    .addHelpText("after", help)
    .action(async (ids: readonly string[], options: OptionsOf<typeof flags, StatusOptions>) => {
      const { statusCommand } = await import("../verbs/status.ts");
      await run((host) => statusCommand(ids, options, host));
    });
}

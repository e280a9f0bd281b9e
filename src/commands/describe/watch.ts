import type { Command } from "commander";
import { UsageError } from "../../system/usage-error.ts";
import type { WatchOptions } from "../verbs/watch.ts";
import { type OptionsOf, switchFlag, valueFlag, withFlags } from "../flags/flag.ts";
import { upToAWeek } from "../flags/flag-values.ts";
import type { Run } from "./run.ts";
import { reactionFlags } from "../flags/reaction-flags.ts";
import { idleTime, latestFlag, sourceFlag } from "../flags/source-flags.ts";
import { tenantFlags } from "../flags/tenant-flags.ts";
import { viewFlags } from "../flags/view-flags.ts";
import { watchFlags } from "../flags/watch-flags.ts";

const flags = [
  sourceFlag("watch the running aggregation of a source, by name or id; repeatable").common(),
  latestFlag().conflicts("waitForStart"),
  valueFlag(
    "What to watch",
    "--wait-for-start <time>",
    "with --source: wait this long for one to start, else exit with 5",
    upToAWeek,
  ).conflicts("follow"),
  switchFlag(
    "What to watch",
    "--follow",
    "watch everything that runs or starts in the tenant, until you quit",
  ).common(),
  switchFlag("When to leave", "--until-idle", "with --follow: exit once nothing is running"),
  valueFlag(
    "When to leave",
    "--idle <time>",
    "with --until-idle: once nothing has run for this long",
    idleTime,
    undefined,
    "10s",
  ),
  ...watchFlags,
  ...reactionFlags,
  ...tenantFlags,
  ...viewFlags,
] as const;

/** What the program does without the name of a command. */
export function describeWatch(program: Command, run: Run): void {
  withFlags(program, flags)
    .usage("[options] ID[=LABEL]...")
    .argument("[ids...]", "ids of aggregations, with a label if you like; - reads standard input")
    .action(async (ids: readonly string[], options: OptionsOf<typeof flags, WatchOptions>) => {
      const { meantCommand } = await import("../flags/mistyped.ts");
      const commands = program.commands.map((command) => command.name());
      for (const word of ids) {
        const meant = meantCommand(word, commands);
        if (meant === undefined) continue;
        const what = commands.includes(word)
          ? `the command ${word} must come first`
          : `unknown command "${word}"`;
        throw new UsageError(
          `${what}; ${meant}. To watch a source by name: aggwatch --source ${word}`,
        );
      }
      const { watchCommand } = await import("../verbs/watch.ts");
      await run((host) => watchCommand(ids, options, host));
    });
}

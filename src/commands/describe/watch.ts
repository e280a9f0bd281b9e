import type { Command } from "commander";
import { UsageError } from "../../system/usage-error.ts";
import { plainText } from "../../manual/page.ts";
import { topics } from "../../manual/topics.ts";
import { examples } from "../../manual/topics/examples.ts";
import { exitCodes } from "../../manual/topics/exit-codes.ts";
import type { WatchOptions } from "../verbs/watch.ts";
import { type OptionsOf, switchFlag, valueFlag, withFlags } from "../flags/flag.ts";
import { upToAWeek } from "../flags/flag-values.ts";
import type { Run } from "./run.ts";
import { latestFlag, sourceFlag } from "../flags/source-flags.ts";
import { tenantFlags } from "../flags/tenant-flags.ts";
import { viewFlags } from "../flags/view-flags.ts";
import { watchFlags } from "../flags/watch-flags.ts";

const helpColumns = 80;

const flags = [
  sourceFlag("watch that source's running aggregation; name or id, may be repeated"),
  latestFlag().conflicts("waitForStart"),
  valueFlag(
    "--wait-for-start <time>",
    "with --source, wait that long for an aggregation to start; 5 where none does",
    upToAWeek,
  ).conflicts("follow"),
  switchFlag("--follow", "watch whatever runs in the tenant and whatever starts, until you leave"),
  ...watchFlags,
  ...tenantFlags,
  ...viewFlags,
] as const;

/** What the program does without the name of a command. */
export function describeWatch(program: Command, run: Run): void {
  withFlags(program, flags)
    .usage("[options] ID[=LABEL]...")
    .argument("[ids...]", "aggregation ids, each with a label if you like; - reads them from stdin")
    .addHelpText("after", watchHelp)
    .action(async (ids: readonly string[], options: OptionsOf<typeof flags, WatchOptions>) => {
      const { meantCommand } = await import("../flags/mistyped.ts");
      const commands = program.commands.map((command) => command.name());
      for (const word of ids) {
        const meant = meantCommand(word, commands);
        if (meant === undefined) continue;
        const what = commands.includes(word)
          ? `the command ${word} stands behind other arguments`
          : `there is no command "${word}"`;
        throw new UsageError(
          `${what}; ${meant}. To watch a source by name: aggwatch --source ${word}`,
        );
      }
      const { watchCommand } = await import("../verbs/watch.ts");
      await run((host) => watchCommand(ids, options, host));
    });
}

function watchHelp(): string {
  return `
Examples:
${plainText([examples], helpColumns)}

Exit codes:
${plainText(exitCodes, helpColumns)}

More: aggwatch help TOPIC, of ${topics.map(({ name }) => name).join(", ")}.
`;
}

import { type Command, Option } from "commander";
import { UsageError } from "../../config/usage-error.ts";
import { plainText } from "../../manual/page.ts";
import { topics } from "../../manual/topics.ts";
import { examples } from "../../manual/topics/examples.ts";
import { exitCodes } from "../../manual/topics/exit-codes.ts";
import type { WatchOptions } from "../watch.ts";
import { daySeconds, timeIn } from "./flag-values.ts";
import type { Run } from "./run.ts";
import { tenantFlags } from "./tenant-flags.ts";
import { viewFlags } from "./view-flags.ts";
import { watchFlags } from "./watch-flags.ts";

/** Help is as wide as where nothing is known of the terminal. */
const helpColumns = 80;

const sourceFlag = new Option(
  "--source <name>",
  "watch that source's running aggregation; name or id, may be repeated",
)
  .default([], "none")
  .argParser((text: string, before: readonly string[]) => [...before, text]);

const latestFlag = new Option(
  "--latest",
  "with --source, take the latest aggregation where none is running",
)
  .default(false)
  .conflicts("waitForStart");

const waitForStartFlag = new Option(
  "--wait-for-start <time>",
  "with --source, wait that long for an aggregation to start; 5 where none does",
)
  .argParser((text) => timeIn(text, 1, 7 * daySeconds))
  .conflicts("follow");

const followFlag = new Option(
  "--follow",
  "watch whatever runs in the tenant and whatever starts, until you leave",
).default(false);

/** Says what the program does without the name of a command: it watches. */
export function describeWatch(program: Command, run: Run): void {
  program
    .usage("[options] ID[=LABEL]...")
    .argument("[ids...]", "aggregation ids, each with a label if you like; - reads them from stdin")
    .addHelpText("after", watchHelp)
    .action(async (ids: readonly string[], options: WatchOptions) => {
      const { meantCommand } = await import("../mistyped.ts");
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
      const { watchCommand } = await import("../watch.ts");
      await run((host) => watchCommand(ids, options, host));
    });
  const own = [sourceFlag, latestFlag, waitForStartFlag, followFlag];
  for (const flag of [...own, ...watchFlags, ...tenantFlags, ...viewFlags]) program.addOption(flag);
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

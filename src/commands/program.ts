import { Command, CommanderError } from "commander";
import type { TenantFlags } from "../config/selection.ts";
import { UsageError } from "../config/usage-error.ts";
import { usageExitCode } from "../output/exit-code.ts";
import {
  apiVersionFlag,
  asciiFlag,
  colorFlag,
  earlyEndFlags,
  followFlag,
  heartbeatFlag,
  intervalFlag,
  listFlags,
  noHistoryFlag,
  noMotionFlag,
  notifyFlag,
  outputFlag,
  pollsFlag,
  portFlag,
  recordFlag,
  replaySpeedFlag,
  runFlag,
  screenReaderFlag,
  seedFlag,
  sourcesFlag,
  speedFlag,
  stallAfterFlag,
  startFlags,
  stayFlag,
  strictFlag,
  tenantFlags,
} from "./flags.ts";
import { exitCodeHelp } from "./exit-code-help.ts";
import type { Host } from "./host.ts";
import type { DemoOptions } from "./demo.ts";
import type { ListOptions } from "./list.ts";
import type { ReplayOptions } from "./replay.ts";
import type { StartCommandOptions } from "./start.ts";
import type { SimulateOptions } from "./simulate.ts";
import type { WatchOptions } from "./watch.ts";

const watchHelp = `
Examples:
  aggwatch 2c91808477a6b0c60177a81146b8110b="Workday HR"
  aggwatch - < ids.txt
  aggwatch --source "Workday HR"
  aggwatch start "Workday HR"
  aggwatch list
  aggwatch --follow
  aggwatch demo

The tenant comes from the flags above, else from the environment, as for SailPoint's own tools:
  SAIL_BASE_URL       https://{tenant}.api.identitynow.com
  SAIL_CLIENT_ID      of a personal access token of a user with the level ORG_ADMIN,
  SAIL_CLIENT_SECRET  SOURCE_ADMIN or SOURCE_SUBADMIN, and the scope sp:scopes:all
else from ./config.json, else from SailPoint's CLI. What is used, and whether it works:
  aggwatch doctor

The counts are those of new, changed and deleted accounts. Unchanged accounts are not counted, so
the web UI's Accounts Scanned is another number.

Without a terminal, or with --output plain, it writes a line for each thing that happens, and once
a minute where each aggregation has got to. With --output ndjson each line is a JSON object, whose
schema is dist/events.schema.json of the package; with --output quiet there is the exit code alone.
`;

/** What a watch of a real tenant takes. */
const watchFlags = [
  apiVersionFlag,
  intervalFlag,
  stallAfterFlag,
  strictFlag,
  ...earlyEndFlags,
  noHistoryFlag,
  recordFlag,
];

/** How a watch is shown. */
const viewFlags = [
  outputFlag,
  heartbeatFlag,
  pollsFlag,
  stayFlag,
  notifyFlag,
  colorFlag,
  asciiFlag,
  noMotionFlag,
  screenReaderFlag,
];

/**
 * Runs the command line.
 *
 * @param args what stands after the program's name
 * @returns the exit code; wrong usage has been explained on stderr
 */
export async function runProgram(
  args: readonly string[],
  version: string,
  world: Omit<Host, "version">,
): Promise<number> {
  const host: Host = { ...world, version };
  let code = 0;
  // Only their own help lists the scenarios, so only they load them.
  const isSimulated = args.includes("demo") || args.includes("simulate");
  const scenarioHelp = isSimulated ? (await import("./scenario-choice.ts")).scenarioList() : "";
  const program = new Command("aggwatch")
    .description("Watches SailPoint account aggregations until they have ended.")
    .usage("[options] ID[=LABEL]...")
    .argument("[ids...]", "aggregation ids, each with a label if you like; - reads them from stdin")
    .version(version, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .addOption(sourcesFlag)
    .addOption(followFlag)
    .addHelpText("after", ({ command }) => watchHelp + exitCodeHelp(command))
    .enablePositionalOptions()
    .showHelpAfterError("See: aggwatch --help")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void host.stdout.write(text),
      writeErr: (text) => void host.stderr.write(text),
      outputError: (text, write) => write(`aggwatch: ${text.replace(/^error: /, "")}`),
    })
    .action(async (ids: readonly string[], options: WatchOptions) => {
      const { watchCommand } = await import("./watch.ts");
      code = await watchCommand(ids, options, host);
    });
  for (const flag of [...watchFlags, ...tenantFlags, ...viewFlags]) program.addOption(flag);
  const demo = program
    .command("demo")
    .description("watch a simulated tenant: nothing is needed")
    .argument("[scenarios...]", "what it plays: names, or all")
    .addOption(speedFlag)
    .addOption(intervalFlag)
    .addOption(stallAfterFlag)
    .addOption(seedFlag)
    .addOption(strictFlag)
    .addOption(recordFlag)
    .addHelpText("after", scenarioHelp)
    .action(async (names: readonly string[], options: DemoOptions) => {
      const { demoCommand } = await import("./demo.ts");
      code = await demoCommand(names, options, host);
    });
  for (const flag of [...earlyEndFlags, ...viewFlags]) demo.addOption(flag);
  const replay = program
    .command("replay")
    .description("show a recorded watch again, as it was seen")
    .argument("<file>", "what --record has written")
    .addOption(replaySpeedFlag)
    .addOption(runFlag)
    .action(async (file: string, options: ReplayOptions) => {
      const { replayCommand } = await import("./replay.ts");
      code = await replayCommand(file, options, host);
    });
  for (const flag of viewFlags) replay.addOption(flag);
  program
    .command("simulate")
    .description("serve a simulated tenant to curl, SDKs and other clients")
    .argument("[scenarios...]", "what it plays: names, or all")
    .addOption(portFlag)
    .addOption(speedFlag)
    .addOption(seedFlag)
    .addHelpText("after", scenarioHelp)
    .action(async (names: readonly string[], options: SimulateOptions) => {
      const { simulateCommand } = await import("./simulate.ts");
      code = await simulateCommand(names, options, host);
    });
  program
    .command("history")
    .description("what earlier runs came to, and how long they took")
    .argument("[source]", "a label as it was given to ids")
    .action(async (source: string | undefined) => {
      const { historyCommand } = await import("./history.ts");
      const folder = await host.historyFolder();
      code = await historyCommand(source === undefined ? [] : [source], host, folder);
    });
  const list = program
    .command("list")
    .description("list the aggregations that run now")
    .action(async (options: ListOptions) => {
      const { listCommand } = await import("./list.ts");
      code = await listCommand(options, host);
    });
  for (const flag of [...listFlags, apiVersionFlag, ...tenantFlags]) list.addOption(flag);
  const start = program
    .command("start")
    .description("start aggregations and watch them")
    .argument("<sources...>", "names or ids of sources")
    .action(async (names: readonly string[], options: StartCommandOptions) => {
      const { startCommand } = await import("./start.ts");
      code = await startCommand(names, options, host);
    });
  for (const flag of [...startFlags, ...watchFlags, ...tenantFlags, ...viewFlags]) {
    start.addOption(flag);
  }
  const doctor = program
    .command("doctor")
    .description("check configuration, network, sign-in and permission, and say what to do")
    .action(async (flags: TenantFlags) => {
      const { doctorCommand } = await import("./doctor.ts");
      code = await doctorCommand(flags, host);
    });
  for (const flag of tenantFlags) doctor.addOption(flag);
  program.hook("preSubcommand", (_, command) => {
    const early = program.options.find(
      (option) => program.getOptionValueSource(option.attributeName()) === "cli",
    );
    if (!early) return;
    const name = command.name();
    throw new UsageError(
      `${early.long} stands before ${name}; write: aggwatch ${name} ${early.flags}`,
    );
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageExitCode;
    if (!(error instanceof UsageError)) throw error;
    host.stderr.write(`aggwatch: ${error.message}\n`);
    return usageExitCode;
  }
}

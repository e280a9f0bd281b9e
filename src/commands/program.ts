import { Command, CommanderError } from "commander";
import type { TenantFlags } from "../config/selection.ts";
import { UsageError } from "../config/usage-error.ts";
import { usageExitCode } from "../output/exit-code.ts";
import {
  apiVersionFlag,
  asciiFlag,
  colorFlag,
  followFlag,
  intervalFlag,
  listFlags,
  noHistoryFlag,
  noMotionFlag,
  notifyFlag,
  portFlag,
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
import type { Host } from "./host.ts";
import type { DemoOptions } from "./demo.ts";
import type { ListOptions } from "./list.ts";
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

Without a terminal it writes a line for each thing that happens, and once a minute where each
aggregation has got to.

Exit codes:
  0    every aggregation COMPLETED and no verdict of its task ERROR (--strict: nor WARNING)
  1    one was CANCELLED or TERMINATED, or its verdict ERROR, TERMINATED or TEMP_ERROR
  2    wrong usage or configuration
  3    an outcome nobody saw: expired, not found, or refused as a bad request
       (--strict: or COMPLETED without a verdict that can be read)
  4    sign-in refused, or not allowed to read an aggregation
  8    left while something ran
  70   a bug in aggwatch
  129, 130, 143  ended by SIGHUP, by SIGINT or Ctrl-C, by SIGTERM
`;

/** What a watch of a real tenant takes. */
const watchFlags = [apiVersionFlag, intervalFlag, stallAfterFlag, strictFlag, noHistoryFlag];

/** How a watch is shown. */
const viewFlags = [stayFlag, notifyFlag, colorFlag, asciiFlag, noMotionFlag, screenReaderFlag];

/** Does what a command is for; whoever only wants to know what commands there are does nothing. */
type Run = (command: (host: Host) => number | Promise<number>) => void | Promise<void>;

/**
 * The one description of all commands and flags: it is parsed by, and help, completions and the man
 * page are made from it.
 *
 * @param run is given what a command does, once one is parsed
 * @param scenarioHelp what the help of `demo` and `simulate` ends with
 */
function programOf(version: string, run: Run, scenarioHelp = ""): Command {
  const program = new Command("aggwatch")
    .description("Watches SailPoint account aggregations until they have ended.")
    .usage("[options] ID[=LABEL]...")
    .argument("[ids...]", "aggregation ids, each with a label if you like; - reads them from stdin")
    .version(version, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .addOption(sourcesFlag)
    .addOption(followFlag)
    .addHelpText("after", watchHelp)
    .enablePositionalOptions()
    .showHelpAfterError("See: aggwatch --help")
    .action(async (ids: readonly string[], options: WatchOptions) => {
      const { watchCommand } = await import("./watch.ts");
      await run((host) => watchCommand(ids, options, host));
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
    .addHelpText("after", scenarioHelp)
    .action(async (names: readonly string[], options: DemoOptions) => {
      const { demoCommand } = await import("./demo.ts");
      await run((host) => demoCommand(names, options, host));
    });
  for (const flag of viewFlags) demo.addOption(flag);
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
      await run((host) => simulateCommand(names, options, host));
    });
  program
    .command("history")
    .description("what earlier runs came to, and how long they took")
    .argument("[source]", "a label as it was given to ids")
    .action(async (source: string | undefined) => {
      const { historyCommand } = await import("./history.ts");
      await run(async (host) => {
        const folder = await host.historyFolder();
        return historyCommand(source === undefined ? [] : [source], host, folder);
      });
    });
  const list = program
    .command("list")
    .description("list the aggregations that run now")
    .action(async (options: ListOptions) => {
      const { listCommand } = await import("./list.ts");
      await run((host) => listCommand(options, host));
    });
  for (const flag of [...listFlags, apiVersionFlag, ...tenantFlags]) list.addOption(flag);
  const start = program
    .command("start")
    .description("start aggregations and watch them")
    .argument("<sources...>", "names or ids of sources")
    .action(async (names: readonly string[], options: StartCommandOptions) => {
      const { startCommand } = await import("./start.ts");
      await run((host) => startCommand(names, options, host));
    });
  for (const flag of [...startFlags, ...watchFlags, ...tenantFlags, ...viewFlags]) {
    start.addOption(flag);
  }
  const doctor = program
    .command("doctor")
    .description("check configuration, network, sign-in and permission, and say what to do")
    .action(async (flags: TenantFlags) => {
      const { doctorCommand } = await import("./doctor.ts");
      await run((host) => doctorCommand(flags, host));
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
  return program;
}

/**
 * Runs the command line.
 *
 * @param args what stands after the program's name
 * @returns the exit code; wrong usage has been explained on stderr
 */
export async function runProgram(
  args: readonly string[],
  version: string,
  host: Host,
): Promise<number> {
  let code = 0;
  // Only their own help lists the scenarios, so only they load them.
  const isSimulated = args.includes("demo") || args.includes("simulate");
  const scenarioHelp = isSimulated ? (await import("./scenario-choice.ts")).scenarioList() : "";
  const run: Run = async (command) => {
    code = await command(host);
  };
  const program = programOf(version, run, scenarioHelp);
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => void host.stdout.write(text),
      writeErr: (text) => void host.stderr.write(text),
      outputError: (text, write) => write(`aggwatch: ${text.replace(/^error: /, "")}`),
    });
  }
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

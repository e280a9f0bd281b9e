import { Argument, Command } from "commander";
import type { TenantFlags } from "../config/selection.ts";
import { UsageError } from "../config/usage-error.ts";
import { addOpposites } from "../defaults/defaultable.ts";
import { plainText } from "../manual/page.ts";
import { topics } from "../manual/topics.ts";
import { examples } from "../manual/topics/examples.ts";
import { exitCodes as exitCodesTopic } from "../manual/topics/exit-codes.ts";
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
  summaryFlags,
  tenantFlags,
} from "./flags.ts";
import type { Host } from "./host.ts";
import type { Shell } from "./completions.ts";
import type { DemoOptions } from "./demo.ts";
import type { ListOptions } from "./list.ts";
import type { ReplayOptions } from "./replay.ts";
import type { StartCommandOptions } from "./start.ts";
import type { SimulateOptions } from "./simulate.ts";
import type { WatchOptions } from "./watch.ts";

/** Help is as wide as where nothing is known of the terminal. */
const helpColumns = 80;

const demoExitCode = "It exits with 0 when all ended as they are scripted, cancelled or not.";

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
  ...summaryFlags,
  stayFlag,
  notifyFlag,
  colorFlag,
  asciiFlag,
  noMotionFlag,
  screenReaderFlag,
];

/** Does what a command is for; whoever only wants to know what commands there are does nothing. */
export type Run = (command: (host: Host) => number | Promise<number>) => void | Promise<void>;

/**
 * The one description of all commands and flags: it is parsed by, and help, completions and the man
 * page are made from it.
 *
 * @param run is given what a command does, once one is parsed
 * @param scenarioHelp what the help of `demo` and `simulate` ends with
 */
export function programOf(version: string, run: Run, scenarioHelp = ""): Command {
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
      const { meantCommand } = await import("./mistyped.ts");
      const meant = meantCommand(
        ids,
        program.commands.map((command) => command.name()),
      );
      if (meant !== undefined) {
        throw new UsageError(`there is no command "${ids[0]}"; did you mean: aggwatch ${meant}`);
      }
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
    .addOption(recordFlag)
    .addHelpText("after", `\n${demoExitCode}\n${scenarioHelp}`)
    .action(async (names: readonly string[], options: DemoOptions) => {
      const { demoCommand } = await import("./demo.ts");
      await run((host) => demoCommand(names, options, host));
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
      await run((host) => replayCommand(file, options, host));
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
      await run((host) => doctorCommand(flags, program, host));
    });
  for (const flag of tenantFlags) doctor.addOption(flag);
  program
    .command("help")
    .description("help on a command or on a topic")
    .argument("[topic]", `a command, or ${topics.map(({ name }) => name).join(", ")}`)
    .action(async (topic: string | undefined) => {
      const { helpCommand } = await import("./help.ts");
      await run((host) => helpCommand(topic, program, host));
    });
  program
    .command("completions")
    .description("print what teaches a shell to complete aggwatch's command line")
    .addArgument(
      new Argument("<shell>", "the shell that is to read it").choices(["bash", "zsh", "fish"]),
    )
    .action(async (shell: Shell) => {
      const { completionsCommand } = await import("./completions.ts");
      await run((host) => completionsCommand(shell, program, host));
    });
  program.hook("preSubcommand", (_, command) => {
    const early = program.options.find(
      (option) =>
        program.getOptionValueSource(option.attributeName()) === "cli" &&
        option.negate === (program.getOptionValue(option.attributeName()) === false),
    );
    if (!early) return;
    const name = command.name();
    const hasIt = command.options.some(({ long }) => long === early.long);
    const toDo = hasIt ? `write: aggwatch ${name} ${early.flags}` : `${name} has no such flag`;
    throw new UsageError(`${early.long} stands before ${name}; ${toDo}`);
  });
  addOpposites(program);
  for (const command of program.commands) {
    command.showHelpAfterError(`See: aggwatch ${command.name()} --help`);
  }
  return program;
}

function watchHelp(): string {
  return `
Examples:
${plainText([examples], helpColumns)}

Exit codes:
${plainText(exitCodesTopic, helpColumns)}

More: aggwatch help TOPIC, of ${topics.map(({ name }) => name).join(", ")}.
`;
}

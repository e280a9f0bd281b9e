import { type Command, CommanderError } from "commander";
import { UsageError } from "../system/usage-error.ts";
import { createLifetime } from "../exit/lifetime.ts";
import { usageExitCode } from "../exit/exit-code.ts";
import { unlessAborted } from "../time/unless-aborted.ts";
import type { Host, World } from "../process/host.ts";
import { codeOf, explain, nothingWatched, outcomeOf } from "../exit/outcome.ts";
import { defaultable } from "../settings/defaultable.ts";
import { applyShortcuts } from "./flags/shortcut-flags.ts";
import { programOf } from "./program.ts";
import type { Run } from "./describe/run.ts";

/** Runs the command line, and explains wrong usage on stderr. It returns the exit code. */
export async function runProgram(
  args: readonly string[],
  version: string,
  world: World,
): Promise<number> {
  const lifetime = createLifetime(world);
  const host: Host = { ...world, version, lifetime };
  let outcome = nothingWatched();
  let keys: Host["keys"];
  const run: Run = async (command) => {
    outcome = await command({ ...host, keys });
  };
  const program = programOf(version, run);
  program.hook("preAction", async (_, command) => {
    applyShortcuts(command);
    const { applyDefaults } = await import("../settings/apply.ts");
    const { configWorld } = await import("./tenant/config-world.ts");
    const showsKeys = command.name() === "help" && command.args[0] === "keys";
    const reading = showsKeys
      ? shownKeys(program, host)
      : applyDefaults(program, command, configWorld(host));
    keys = await unlessAborted(reading, lifetime.signal);
  });
  // It repeats arguments, which are made safe before they are shown.
  let complaint = "";
  let complaining = program;
  let helped = program;
  for (const command of [program, ...program.commands]) {
    const formatHelp = () => {
      helped = command;
      return "";
    };
    command
      .configureHelp({ formatHelp })
      .exitOverride()
      .configureOutput({
        writeOut: (text) => void host.stdout.write(text),
        writeErr: (text) => void (complaint += text),
        outputError: (text, write) => {
          complaining = command;
          write(text.replace(/^error: /, ""));
        },
      });
  }
  try {
    const parsed = () => program.parseAsync(args, { from: "user" }).then(() => outcome);
    const reached = await outcomeOf(parsed, lifetime);
    await explain(reached, host);
    return codeOf(reached);
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.code === "commander.helpDisplayed") {
        const { writeHelp } = await import("./verbs/write-help.ts");
        await writeHelp(helped, args.includes("--help"), host);
      }
      if (error.exitCode === 0) return 0;
      const lines = await linesOf(complaint, error, complaining);
      for (const line of lines) host.stderr.write(`${line}\n`);
      return usageExitCode;
    }
    if (!(error instanceof UsageError)) throw error;
    host.stderr.write(`aggwatch: ${error.message}\n`);
    return usageExitCode;
  } finally {
    lifetime.close();
  }
}

/** Mistakes in the file are reported, and the help then has the default keys. */
async function shownKeys(program: Command, host: Host): Promise<Host["keys"]> {
  const { readDefaults } = await import("../settings/read-defaults.ts");
  const { configWorld } = await import("./tenant/config-world.ts");
  try {
    return (await readDefaults(defaultable(program), configWorld(host))).keys;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    host.stderr.write(`aggwatch: ${error.message}\n`);
    return undefined;
  }
}

/** What commander complains of, and where to read more. */
async function linesOf(
  complaint: string,
  { code }: CommanderError,
  command: Command,
): Promise<readonly string[]> {
  const { complaintText } = await import("./flags/complaint.ts");
  const lines = complaint.trimEnd().split("\n");
  const hint = lines.pop() ?? "";
  const text = complaintText(lines.join("\n"), code, command);
  return `aggwatch: ${text}\n${hint}`.split("\n");
}

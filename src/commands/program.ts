import { Command } from "commander";
import { addOpposites } from "../settings/defaultable.ts";
import { describeCompletions } from "./describe/completions.ts";
import { describeDemo } from "./describe/demo.ts";
import { describeDoctor } from "./describe/doctor.ts";
import { refuseEarlyFlags } from "./flags/early-flag.ts";
import { describeHelp } from "./describe/help.ts";
import { describeHistory } from "./describe/history.ts";
import { describeList } from "./describe/list.ts";
import { describeReplay } from "./describe/replay.ts";
import type { Run } from "./describe/run.ts";
import { describeSimulate } from "./describe/simulate.ts";
import { describeStart } from "./describe/start.ts";
import { describeStatus } from "./describe/status.ts";
import { describeWatch } from "./describe/watch.ts";

/** The one description of commands and flags, for parsing, help, completions and the man page. */
export function programOf(version: string, run: Run, scenarioHelp = ""): Command {
  const program = new Command("aggwatch")
    .description("Watches SailPoint account aggregations until they have ended.")
    .version(version, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .enablePositionalOptions()
    .showHelpAfterError("See: aggwatch --help");
  describeWatch(program, run);
  // In the order of the help.
  describeDemo(program, run, scenarioHelp);
  describeReplay(program, run);
  describeSimulate(program, run, scenarioHelp);
  describeHistory(program, run);
  describeList(program, run);
  describeStatus(program, run);
  describeStart(program, run);
  describeDoctor(program, run);
  describeHelp(program, run);
  describeCompletions(program, run);
  refuseEarlyFlags(program);
  addOpposites(program);
  for (const command of program.commands) {
    command.showHelpAfterError(`See: aggwatch ${command.name()} --help`);
  }
  return program;
}

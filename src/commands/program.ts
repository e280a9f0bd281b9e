import { Command } from "commander";
import { addOpposites } from "../settings/defaultable.ts";
import { headingOf } from "../settings/flag-group.ts";
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
import { describeSources } from "./describe/sources.ts";
import { describeStart } from "./describe/start.ts";
import { describeStatus } from "./describe/status.ts";
import { describeVersion } from "./describe/version.ts";
import { describeWait } from "./describe/wait.ts";
import { describeWatch } from "./describe/watch.ts";

/** The one description of commands and flags, for parsing, help, completions and the man page. */
export function programOf(version: string, run: Run): Command {
  const program = new Command("aggwatch")
    .description("watch SailPoint account aggregations live, until they have ended")
    .optionsGroup(headingOf("General"))
    .version(version, "-V, --version", "show the version")
    .enablePositionalOptions();
  describeWatch(program, run);
  // Groups and commands are in the order of the help.
  program.commandsGroup("Aggregations:");
  describeStart(program, run);
  describeStatus(program, run);
  describeWait(program, run);
  describeList(program, run);
  describeSources(program, run);
  describeHistory(program, run);
  program.commandsGroup("Recordings and simulation:");
  describeReplay(program, run);
  describeDemo(program, run);
  describeSimulate(program, run);
  program.commandsGroup("Set-up and help:");
  describeDoctor(program, run);
  describeCompletions(program, run);
  describeHelp(program, run);
  describeVersion(program, run);
  refuseEarlyFlags(program);
  addOpposites(program);
  for (const command of [program, ...program.commands]) {
    const name = command === program ? "aggwatch" : `aggwatch ${command.name()}`;
    command
      .optionsGroup(headingOf("General"))
      .helpOption("-h, --help", "show help: -h the short one, --help all of it")
      .showHelpAfterError(`See: ${name} --help`);
  }
  return program;
}

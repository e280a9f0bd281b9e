import type { Command } from "commander";
import type { DemoOptions } from "../demo.ts";
import type { Run } from "./run.ts";
import { seedFlag, speedFlag } from "./simulator-flags.ts";
import { viewFlags } from "./view-flags.ts";
import {
  earlyEndFlags,
  intervalFlag,
  recordFlag,
  stallAfterFlag,
  strictFlag,
} from "./watch-flags.ts";

const exitCode = "It exits with 0 when all ended as they are scripted, cancelled or not.";

/** Adds `aggwatch demo`. */
export function describeDemo(program: Command, run: Run, scenarioHelp: string): void {
  const demo = program
    .command("demo")
    .description("watch a simulated tenant: nothing is needed")
    .argument("[scenarios...]", "what it plays: names, or all")
    .addHelpText("after", `\n${exitCode}\n${scenarioHelp}`)
    .action(async (names: readonly string[], options: DemoOptions) => {
      const { demoCommand } = await import("../demo.ts");
      await run((host) => demoCommand(names, options, host));
    });
  const own = [speedFlag, intervalFlag, stallAfterFlag, seedFlag, strictFlag, recordFlag];
  for (const flag of [...own, ...earlyEndFlags, ...viewFlags]) demo.addOption(flag);
}

import type { Command } from "commander";
import type { DemoOptions } from "../verbs/demo.ts";
import { type OptionsOf, withFlags } from "../flags/flag.ts";
import type { Run } from "./run.ts";
import { seedFlag, speedFlag } from "../flags/simulator-flags.ts";
import { viewFlags } from "../flags/view-flags.ts";
import {
  earlyEndFlags,
  intervalFlag,
  recordFlags,
  stallAfterFlag,
  strictFlag,
} from "../flags/watch-flags.ts";

const own = [
  speedFlag,
  intervalFlag,
  stallAfterFlag,
  seedFlag,
  strictFlag,
  ...recordFlags,
] as const;
const flags = [...own, ...earlyEndFlags, ...viewFlags] as const;

const exitCode = "It exits with 0 when all ended as they are scripted, cancelled or not.";

export function describeDemo(program: Command, run: Run, scenarioHelp: string): void {
  withFlags(program.command("demo"), flags)
    .description("watch a simulated tenant: nothing is needed")
    .argument("[scenarios...]", "what it plays: names, or all")
    .addHelpText("after", `\n${exitCode}\n${scenarioHelp}`)
    .action(async (names: readonly string[], options: OptionsOf<typeof flags, DemoOptions>) => {
      const { demoCommand } = await import("../verbs/demo.ts");
      await run((host) => demoCommand(names, options, host));
    });
}

import type { Command } from "commander";
import type { SimulateOptions } from "../verbs/simulate.ts";
import { type OptionsOf, switchFlag, valueFlag, withFlags } from "../flags/flag.ts";
import { wholeNumberIn } from "../flags/flag-values.ts";
import type { Run } from "./run.ts";
import { seedFlag, speedFlag } from "../flags/simulator-flags.ts";

const flags = [
  valueFlag(
    "--port <number>",
    "the port to listen on; 0 for a free one",
    wholeNumberIn(0, 65_535),
    0,
    "a free one",
  ),
  speedFlag,
  seedFlag,
  switchFlag("--deprecated", "mark the API versions before v1 as deprecated"),
] as const;

export function describeSimulate(program: Command, run: Run, scenarioHelp: string): void {
  withFlags(program.command("simulate"), flags)
    .description("serve a simulated tenant to curl, SDKs and other clients")
    .argument("[scenarios...]", "what it plays: names, or all")
    .addHelpText("after", scenarioHelp)
    .action(async (names: readonly string[], options: OptionsOf<typeof flags, SimulateOptions>) => {
      const { simulateCommand } = await import("../verbs/simulate.ts");
      await run((host) => simulateCommand(names, options, host));
    });
}

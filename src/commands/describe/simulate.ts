import type { Command } from "commander";
import type { SimulateOptions } from "../verbs/simulate.ts";
import { type OptionsOf, switchFlag, valueFlag, withFlags } from "../flags/flag.ts";
import { wholeNumberIn } from "../flags/flag-values.ts";
import type { Run } from "./run.ts";
import { seedFlag, speedFlag } from "../flags/simulator-flags.ts";

const flags = [
  valueFlag(
    "Simulated tenant",
    "--port <number>",
    "listen on this port; 0 for a free one",
    wholeNumberIn(0, 65_535),
    0,
    "a free one",
  ),
  speedFlag,
  seedFlag,
  switchFlag("Simulated tenant", "--deprecated", "mark API versions before v1 as deprecated"),
] as const;

export function describeSimulate(program: Command, run: Run): void {
  withFlags(program.command("simulate"), flags)
    .description("serve a simulated tenant to curl, SDKs and other clients")
    .argument("[scenarios...]", "scenarios to play, or all")
    .action(async (names: readonly string[], options: OptionsOf<typeof flags, SimulateOptions>) => {
      const { simulateCommand } = await import("../verbs/simulate.ts");
      await run((host) => simulateCommand(names, options, host));
    });
}

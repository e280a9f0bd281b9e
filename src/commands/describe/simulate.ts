import { type Command, Option } from "commander";
import type { SimulateOptions } from "../simulate.ts";
import { wholeNumberIn } from "./flag-values.ts";
import type { Run } from "./run.ts";
import { seedFlag, speedFlag } from "./simulator-flags.ts";

const portFlag = new Option("--port <number>", "the port to listen on; 0 for a free one")
  .default(0, "a free one")
  .argParser((text) => wholeNumberIn(text, 0, 65_535));

const deprecatedFlag = new Option(
  "--deprecated",
  "mark the API versions before v1 as deprecated",
).default(false);

/** Adds `aggwatch simulate`. */
export function describeSimulate(program: Command, run: Run, scenarioHelp: string): void {
  const simulate = program
    .command("simulate")
    .description("serve a simulated tenant to curl, SDKs and other clients")
    .argument("[scenarios...]", "what it plays: names, or all")
    .addHelpText("after", scenarioHelp)
    .action(async (names: readonly string[], options: SimulateOptions) => {
      const { simulateCommand } = await import("../simulate.ts");
      await run((host) => simulateCommand(names, options, host));
    });
  for (const flag of [portFlag, speedFlag, seedFlag, deprecatedFlag]) simulate.addOption(flag);
}

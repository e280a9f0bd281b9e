import { type Command, Option } from "commander";
import type { ReplayOptions } from "../replay.ts";
import { numberIn, wholeNumberIn } from "./flag-values.ts";
import type { Run } from "./run.ts";
import { viewFlags } from "./view-flags.ts";

const speedFlag = new Option("--speed <factor>", "how many times as fast as it was; keys change it")
  .default(20)
  .argParser((text) => numberIn(text, 0.1, 1000));

const runFlag = new Option(
  "--run <number>",
  "which of the runs in the file, 1 for the first (default: the last)",
).argParser((text) => wholeNumberIn(text, 1, 1_000_000));

/** Adds `aggwatch replay`. */
export function describeReplay(program: Command, run: Run): void {
  const replay = program
    .command("replay")
    .description("show a recorded watch again, as it was seen")
    .argument("<file>", "what --record has written")
    .action(async (file: string, options: ReplayOptions) => {
      const { replayCommand } = await import("../replay.ts");
      await run((host) => replayCommand(file, options, host));
    });
  for (const flag of [speedFlag, runFlag, ...viewFlags]) replay.addOption(flag);
}

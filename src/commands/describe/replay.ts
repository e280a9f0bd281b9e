import type { Command } from "commander";
import type { ReplayOptions } from "../verbs/replay.ts";
import { type OptionsOf, valueFlag, withFlags } from "../flags/flag.ts";
import { numberIn, wholeNumberIn } from "../flags/flag-values.ts";
import type { Run } from "./run.ts";
import { viewFlags } from "../flags/view-flags.ts";

const flags = [
  valueFlag(
    "--speed <factor>",
    "how many times as fast as it was; keys change it",
    numberIn(0.1, 1000),
    20,
  ),
  valueFlag(
    "--run <number>",
    "which of the runs in the file, 1 for the first (default: the last)",
    wholeNumberIn(1, 1_000_000),
  ),
  ...viewFlags,
] as const;

export function describeReplay(program: Command, run: Run): void {
  withFlags(program.command("replay"), flags)
    .description("show a recorded watch again, as it was seen")
    .argument("<file>", "what --record has written")
    .action(async (file: string, options: OptionsOf<typeof flags, ReplayOptions>) => {
      const { replayCommand } = await import("../verbs/replay.ts");
      await run((host) => replayCommand(file, options, host));
    });
}

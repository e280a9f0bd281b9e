import type { Command } from "commander";
import type { ReplayOptions } from "../verbs/replay.ts";
import { type OptionsOf, valueFlag, withFlags } from "../flags/flag.ts";
import { numberIn, wholeNumberIn } from "../flags/flag-values.ts";
import type { Run } from "./run.ts";
import { viewFlags } from "../flags/view-flags.ts";

const flags = [
  valueFlag(
    "What to show",
    "--speed <factor>",
    "play this many times as fast; keys change it",
    numberIn(0.1, 1000),
    20,
  ),
  valueFlag(
    "What to show",
    "--run <number>",
    "play this run of the file, 1 for the first",
    wholeNumberIn(1, 1_000_000),
    undefined,
    "the last",
  ),
  ...viewFlags,
] as const;

export function describeReplay(program: Command, run: Run): void {
  withFlags(program.command("replay"), flags)
    .description("replay a recorded watch")
    .argument("<file>", "a recording made with --record")
    .action(async (file: string, options: OptionsOf<typeof flags, ReplayOptions>) => {
      const { replayCommand } = await import("../verbs/replay.ts");
      await run((host) => replayCommand(file, options, host));
    });
}

import type { Command } from "commander";
import type { DemoOptions } from "../verbs/demo.ts";
import { type OptionsOf, withFlags } from "../flags/flag.ts";
import type { Run } from "./run.ts";
import { seedFlag, speedFlag } from "../flags/simulator-flags.ts";
import { reactionFlags } from "../flags/reaction-flags.ts";
import { verboseFlag } from "../flags/tenant-flags.ts";
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
  verboseFlag,
  ...recordFlags,
] as const;
const flags = [...own, ...earlyEndFlags, ...reactionFlags, ...viewFlags] as const;

export function describeDemo(program: Command, run: Run): void {
  withFlags(program.command("demo"), flags)
    .description("watch a simulated tenant; needs no set-up")
    .argument("[scenarios...]", "scenarios to play, or all")
    .action(async (names: readonly string[], options: OptionsOf<typeof flags, DemoOptions>) => {
      const { demoCommand } = await import("../verbs/demo.ts");
      await run((host) => demoCommand(names, options, host));
    });
}

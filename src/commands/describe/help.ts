import type { Command } from "commander";
import type { Run } from "./run.ts";

export function describeHelp(program: Command, run: Run): void {
  program
    .command("help")
    .description("show help on a command or a topic")
    .argument("[topic]", "a command or a topic; without one, the list of both")
    .action(async (topic: string | undefined) => {
      const { helpCommand } = await import("../verbs/help.ts");
      await run((host) => helpCommand(topic, program, host));
    });
}

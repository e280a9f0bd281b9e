import type { Command } from "commander";
import { topics } from "../../manual/topics.ts";
import type { Run } from "./run.ts";

export function describeHelp(program: Command, run: Run): void {
  program
    .command("help")
    .description("help on a command or on a topic")
    .argument("[topic]", `a command, or ${topics.map(({ name }) => name).join(", ")}`)
    .action(async (topic: string | undefined) => {
      const { helpCommand } = await import("../verbs/help.ts");
      await run((host) => helpCommand(topic, program, host));
    });
}

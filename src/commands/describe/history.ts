import type { Command } from "commander";
import type { Run } from "./run.ts";

export function describeHistory(program: Command, run: Run): void {
  program
    .command("history")
    .description("what earlier runs came to, and how long they took")
    .argument("[source]", "a label as it was given to ids")
    .action(async (source: string | undefined) => {
      const { historyCommand } = await import("../verbs/history.ts");
      await run(async (host) => historyCommand(source, host, await host.historyFolder()));
    });
}

import { Argument, type Command } from "commander";
import { oneOf } from "../flags/flag.ts";
import type { Shell } from "../verbs/completions.ts";
import type { Run } from "./run.ts";

const shells: readonly Shell[] = ["bash", "zsh", "fish", "powershell"];

export function describeCompletions(program: Command, run: Run): void {
  program
    .command("completions")
    .description("print the completion script of a shell")
    .addArgument(
      new Argument("<shell>", "the shell to print it for").choices(shells).argParser(oneOf(shells)),
    )
    .action(async (shell: Shell) => {
      const { completionsCommand } = await import("../verbs/completions.ts");
      await run((host) => completionsCommand(shell, program, host));
    });
}

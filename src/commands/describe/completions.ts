import { Argument, type Command } from "commander";
import type { Shell } from "../verbs/completions.ts";
import type { Run } from "./run.ts";

const shells: readonly Shell[] = ["bash", "zsh", "fish"];

export function describeCompletions(program: Command, run: Run): void {
  program
    .command("completions")
    .description("print what teaches a shell to complete aggwatch's command line")
    .addArgument(new Argument("<shell>", "the shell that is to read it").choices(shells))
    .action(async (shell: Shell) => {
      const { completionsCommand } = await import("../verbs/completions.ts");
      await run((host) => completionsCommand(shell, program, host));
    });
}

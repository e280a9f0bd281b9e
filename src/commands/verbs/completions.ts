import type { Command } from "commander";
import { bashCompletions } from "../../manual/completions/bash.ts";
import { fishCompletions } from "../../manual/completions/fish.ts";
import { outlineOf } from "../../manual/completions/outline.ts";
import { powershellCompletions } from "../../manual/completions/powershell.ts";
import { topics } from "../../manual/topics.ts";
import { zshCompletions } from "../../manual/completions/zsh.ts";
import { scenarioNames } from "../../simulator/scenarios/scenarios.ts";
import type { Host } from "../../process/host.ts";
import { nothingWatched, type Outcome } from "../../exit/outcome.ts";

const scripts = {
  bash: bashCompletions,
  zsh: zshCompletions,
  fish: fishCompletions,
  powershell: powershellCompletions,
};
export type Shell = keyof typeof scripts;

/** `aggwatch completions SHELL`: prints a script that the shell reads. */
export function completionsCommand(shell: Shell, program: Command, { stdout }: Host): Outcome {
  const commands = program.commands.map((command) => command.name());
  const outline = outlineOf(program, {
    scenarios: ["all", ...scenarioNames],
    topic: [...topics.map(({ name }) => name), "watch", ...commands],
  });
  stdout.write(scripts[shell](outline));
  return nothingWatched();
}

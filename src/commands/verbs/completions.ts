import type { Command } from "commander";
import { bashCompletions } from "../../manual/completions/bash.ts";
import { fishCompletions } from "../../manual/completions/fish.ts";
import { type Outline, outlineOf } from "../../manual/completions/outline.ts";
import { topics } from "../../manual/topics.ts";
import { zshCompletions } from "../../manual/completions/zsh.ts";
import { scenarioNames } from "../../simulator/scenarios/scenarios.ts";
import type { Host } from "../../process/host.ts";
import { nothingWatched, type Outcome } from "../../exit/outcome.ts";

/** The shells whose completions there are. */
export type Shell = "bash" | "zsh" | "fish";

const scripts: Readonly<Record<Shell, (outline: Outline) => string>> = {
  bash: bashCompletions,
  zsh: zshCompletions,
  fish: fishCompletions,
};

/**
 * `aggwatch completions SHELL`: prints a script that the shell reads.
 *
 * @param program of all commands
 */
export function completionsCommand(shell: Shell, program: Command, { stdout }: Host): Outcome {
  const commands = program.commands.map((command) => command.name());
  const outline = outlineOf(program, {
    scenarios: ["all", ...scenarioNames],
    topic: [...topics.map(({ name }) => name), ...commands],
  });
  stdout.write(scripts[shell](outline));
  return nothingWatched();
}

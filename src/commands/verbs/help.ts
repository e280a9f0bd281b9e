import type { Command } from "commander";
import { UsageError } from "../../system/usage-error.ts";
import { outlineOf } from "../../manual/completions/outline.ts";
import { type Block, plainText } from "../../manual/page.ts";
import { topics } from "../../manual/topics.ts";
import { safeText } from "../../text/safe-text.ts";
import type { Host } from "../../process/host.ts";
import { nothingWatched, type Outcome } from "../../exit/outcome.ts";

const widest = 100;

/** `aggwatch help [TOPIC]`: a topic, the help of a command, or what there is of both. */
export async function helpCommand(
  name: string | undefined,
  program: Command,
  { stdout, keys }: Host,
): Promise<Outcome> {
  const command = program.commands.find((one) => one.name() === name);
  if (command) {
    command.outputHelp();
    return nothingWatched();
  }
  const outline = outlineOf(program);
  const topic = topics.find((one) => one.name === name);
  if (name !== undefined && !topic) {
    const names = topics.map((one) => one.name).join(", ");
    const commands = outline.commands.map((one) => one.name).join(", ");
    throw new UsageError(
      `there is no help on "${safeText(name)}"; there is on: ${names}; and on the commands ` +
        `${commands}. aggwatch --help is on watching`,
    );
  }
  const blocks = topic ? await topic.read(program, keys) : contents(outline.commands);
  stdout.write(`${plainText(blocks, Math.min(stdout.columns || 80, widest))}\n`);
  return nothingWatched();
}

function contents(commands: Parameters<typeof rows>[0]): readonly Block[] {
  return [
    "aggwatch ID[=LABEL]... watches aggregations: aggwatch --help.",
    "aggwatch help COMMAND tells what a command takes:",
    rows(commands),
    "aggwatch help TOPIC tells of:",
    rows(topics),
  ];
}

function rows(entries: readonly { readonly name: string; readonly about: string }[]): Block {
  return entries.map(({ name, about }) => [name, about] as const);
}

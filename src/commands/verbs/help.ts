import type { Command } from "commander";
import { UsageError } from "../../system/usage-error.ts";
import type { KeyChanges } from "../../ui/keys/table.ts";
import { outlineOf } from "../../manual/completions/outline.ts";
import { keyTables } from "../../manual/key-tables.ts";
import { type Block, plainText } from "../../manual/page.ts";
import { blocksOf } from "../../manual/page-source.ts";
import { fittedRows } from "../../manual/rows.ts";
import { type Topic, topics } from "../../manual/topics.ts";
import { didYouMean } from "../../text/did-you-mean.ts";
import { safeText } from "../../text/safe-text.ts";
import type { Host } from "../../process/host.ts";
import { nothingWatched, type Outcome } from "../../exit/outcome.ts";
import { columnsOf, type HelpHost, styleOf, writeHelp } from "./write-help.ts";

/** What the program does without the name of a command. */
const watching = "watch";

/** `aggwatch help [TOPIC]`: a topic, the help of a command, or what there is of both. */
export async function helpCommand(
  name: string | undefined,
  program: Command,
  host: HelpHost & Pick<Host, "keys">,
): Promise<Outcome> {
  const { stdout, keys } = host;
  const command = commandCalled(name, program);
  if (command) {
    await writeHelp(command, true, host);
    return nothingWatched();
  }
  const topic = topics.find((one) => one.name === name);
  if (name !== undefined && !topic) throw new UsageError(unknownText(name, program));
  const columns = columnsOf(stdout);
  const form = { columns, style: styleOf(host) };
  const blocks = topic ? await pageBlocks(topic, columns, keys) : contents(program);
  stdout.write(`${plainText(blocks, form)}\n`);
  return nothingWatched();
}

function commandCalled(name: string | undefined, program: Command): Command | undefined {
  if (name === watching) return program;
  return program.commands.find((one) => one.name() === name);
}

function unknownText(text: string, program: Command): string {
  const given = safeText(text);
  const commands = [watching, ...program.commands.map((command) => command.name())];
  const names = [...commands, ...topics.map(({ name }) => name)];
  const hint = didYouMean(given, names) ?? "to see all topics: aggwatch help";
  return `no help on "${given}"; ${hint}`;
}

async function pageBlocks(
  { read }: Topic,
  columns: number,
  keys?: KeyChanges,
): Promise<readonly Block[]> {
  const { default: page } = await read();
  const blocks = blocksOf(page, keyTables(keys)).map((block) =>
    typeof block === "object" && "rows" in block ? fittedRows(block, columns) : block,
  );
  return [{ heading: page.title }, ...blocks];
}

function contents(program: Command): readonly Block[] {
  const { commands } = outlineOf(program);
  return [
    "To watch aggregations: aggwatch ID[=LABEL]... or aggwatch --source NAME.",
    "aggwatch help COMMAND, for each of:",
    rows([{ name: watching, about: "watch aggregations, as without a command" }, ...commands]),
    "aggwatch help TOPIC, for each of:",
    rows(topics),
  ];
}

function rows(entries: readonly { readonly name: string; readonly about: string }[]): Block {
  return entries.map(({ name, about }) => [name, about] as const);
}

import type { Command } from "commander";
import { sentence } from "./command-help.ts";
import { type Outline, outlineOf } from "./completions/outline.ts";
import { roffBlock, roffItem, roffSection, roffText } from "./roff.ts";
import { topics } from "./topics.ts";
import { examples } from "./examples.ts";
import { blocksOf, type Page, type PageBlock } from "./page-source.ts";

/** The sections that have a usual title in man pages. */
const usualTitles: Readonly<Record<string, string>> = {
  "exit-codes": "EXIT STATUS",
};

/** Pages to look something up in, which a man page only names. */
const namedOnly = new Set(["install", "troubleshooting"]);

/**
 * aggwatch(1), in the macros of man(7): the commands, then the topics of the manual. Without a date, so
 * that the build is reproducible.
 */
export async function manPage(
  program: Command,
  version: string,
  readPage: (topic: string) => Promise<Page>,
): Promise<string> {
  const { name, about, usage, flags, positionals, commands } = outlineOf(program);
  const topicSections = await Promise.all(
    topics
      .filter(({ name: topic }) => !namedOnly.has(topic))
      .map(async ({ name: topic, about: title }) =>
        roffSection(
          usualTitles[topic] ?? title.toUpperCase(),
          blocksOf(withoutFlags(await readPage(topic))).flatMap(roffBlock),
        ),
      ),
  );
  const others = topics.filter(({ name: topic }) => namedOnly.has(topic));
  const lines = [
    `.TH ${roffText(name.toUpperCase())} 1 "" "${roffText(`${name} ${version}`)}" "User Commands"`,
    // Words that are copied into a shell stay whole.
    ".nh",
    ".ad l",
    ...roffSection("NAME", [`${roffText(name)} \\- ${roffText(asClause(about))}`]),
    ...roffSection("SYNOPSIS", [
      ...synopsis(name, usage),
      ...commands.flatMap((command) => [
        ".br",
        ...synopsis(`${name} ${command.name}`, command.usage),
      ]),
    ]),
    ...roffSection("DESCRIPTION", [
      ...[
        sentence(about),
        "On a terminal it takes the whole screen; elsewhere it writes a line for each thing that " +
          "happens. The outcome is the exit code.",
      ].flatMap(roffBlock),
      ...positionalItems(positionals),
    ]),
    ...roffSection("OPTIONS", flagItems(flags)),
    ...roffSection(
      "COMMANDS",
      commands.flatMap((command) => section(name, command)),
    ),
    ...topicSections.flat(),
    ...roffSection("EXAMPLES", roffBlock(examples)),
    ...roffSection(
      "SEE ALSO",
      roffBlock(others.map((topic) => [`${name} help ${topic.name}`, topic.about] as const)),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

/** The man page has them under the commands. */
function withoutFlags({ title, blocks }: Page): Page {
  return { title, blocks: blocks.filter((one) => !isFlags(one)) };
}

function isFlags(block: PageBlock): boolean {
  return typeof block === "object" && "table" in block && block.table.startsWith("flags ");
}

function section(program: string, { name, about, positionals, flags }: Outline): readonly string[] {
  return [
    `.SS ${program} ${roffText(name)}`,
    roffText(sentence(about)),
    ...positionalItems(positionals),
    ...flagItems(flags),
  ];
}

function synopsis(command: string, usage: string): readonly string[] {
  return [`\\fB${roffText(command)}\\fR ${roffText(usage)}`];
}

function positionalItems(positionals: Outline["positionals"]): readonly string[] {
  return positionals.flatMap(({ name, about }) => roffItem(name, about));
}

function flagItems(flags: Outline["flags"]): readonly string[] {
  return flags.flatMap(({ term, fullAbout }) => roffItem(term, fullAbout));
}

/** For whatis(1), which shows it after a dash. */
function asClause(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/\.$/, "");
}

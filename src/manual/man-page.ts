import type { Command } from "commander";
import { type Outline, outlineOf } from "./completions/outline.ts";
import { roffBlock, roffItem, roffSection, roffText } from "./roff.ts";
import { topics } from "./topics.ts";
import { examples } from "./topics/examples.ts";
import { whatIsCounted } from "./topics/output.ts";

/** The topics of the man page, under the usual titles of man pages. */
const sections = [
  ["defaults", "DEFAULTS"],
  ["exit-codes", "EXIT STATUS"],
  ["environment", "ENVIRONMENT"],
  ["files", "FILES"],
] as const;

/** aggwatch(1), in the macros of man(7). Without a date, so that the build is reproducible. */
export async function manPage(program: Command, version: string): Promise<string> {
  const { name, about, usage, flags, positionals, commands } = outlineOf(program);
  const topicSections = await Promise.all(
    sections.map(async ([topic, title]) => {
      const blocks = await topics.find((one) => one.name === topic)?.read(program);
      return roffSection(title, (blocks ?? []).flatMap(roffBlock));
    }),
  );
  const lines = [
    `.TH ${roffText(name.toUpperCase())} 1 "" "${roffText(`${name} ${version}`)}" "User Commands"`,
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
        about,
        "On a terminal it takes the whole screen; elsewhere it writes a line for each thing that " +
          "happens. The outcome is the exit code.",
        whatIsCounted,
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
  ];
  return `${lines.join("\n")}\n`;
}

function section(program: string, { name, about, positionals, flags }: Outline): readonly string[] {
  return [
    `.SS ${program} ${roffText(name)}`,
    roffText(`${about.charAt(0).toUpperCase()}${about.slice(1)}.`),
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

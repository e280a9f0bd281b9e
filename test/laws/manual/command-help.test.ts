import { stripVTControlCharacters } from "node:util";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { writeHelp } from "../../../src/commands/verbs/write-help.ts";
import { flagGroups, headingOf } from "../../../src/settings/flag-group.ts";
import { Flag } from "../../../src/settings/flag.ts";
import { outlineOf } from "../../../src/manual/completions/outline.ts";
import { plainText } from "../../../src/manual/page.ts";
import { topics } from "../../../src/manual/topics.ts";
import { exitCodes } from "../../../src/manual/sections/exit-codes.ts";
import { wholeProgram } from "../../support/whole-program.ts";

const program = wholeProgram();
const commands: readonly (readonly [name: string, command: Command])[] = [
  ["aggwatch", program],
  ...program.commands.map((command) => [command.name(), command] as const),
];

async function help(
  command: Command,
  form: "-h" | "--help",
  columns?: number,
  colorDepth?: number,
): Promise<string> {
  let text = "";
  const stdout = {
    columns,
    isTTY: colorDepth !== undefined,
    getColorDepth: () => colorDepth,
    write: (part: string) => void (text += part),
  } as unknown as NodeJS.WriteStream;
  await writeHelp(command, form === "--help", { stdout, env: {} });
  return text;
}

/** The titles of the parts, in their order. */
function titles(text: string): readonly string[] {
  return Array.from(text.matchAll(/^(\S.*:)$/gm), ([, title = ""]) => title);
}

test("help begins with what the program does and how it is called, then the commands", async () => {
  for (const form of ["-h", "--help"] as const) {
    const text = await help(program, form);
    expect(text).toMatch(
      /^Watch SailPoint account aggregations [^\n]+\.\n\nUsage: aggwatch \[options\] ID\[=LABEL\]\.\.\.\n {7}aggwatch COMMAND \[options\]\n\n/,
    );
    const headings = [...new Set(program.commands.map((command) => command.helpGroup()))];
    expect(headings).not.toContain("");
    expect(titles(text).slice(0, headings.length)).toEqual(headings);
    for (const command of program.commands) {
      expect(text).toMatch(new RegExp(`^  ${command.name()} +\\S`, "m"));
    }
  }
});

test.for(commands)("--help of %s has every flag under what it is for", async ([, command]) => {
  const text = await help(command, "--help");
  const headings = flagGroups.map(headingOf);
  const shown = titles(text).filter((title) => headings.some((heading) => heading === title));
  expect(shown).toEqual(headings.filter((heading) => shown.includes(heading)));
  for (const { term, heading } of outlineOf(command).flags) {
    const [, part = ""] = text.split(`\n${heading}\n`);
    expect(part.split(/\n\n/)[0]).toContain(term);
  }
});

test.for(commands)("every flag of %s says what it is for", ([, command]) => {
  const general = headingOf("General");
  for (const option of command.options.filter(({ hidden }) => !hidden)) {
    const isOurs = option instanceof Flag || option.helpGroupHeading === general;
    expect([option.long, isOurs]).toEqual([option.long, true]);
  }
});

test.for(commands)(
  "-h of %s is short: a screen, a dozen flags, and where there is more",
  async ([name, command]) => {
    const text = await help(command, "-h");
    expect(text.split("\n").length).toBeLessThan(name === "aggwatch" ? 56 : 26);
    const flags = text.match(/^ {2}(?:-\w, | {4})--/gm) ?? [];
    expect(flags.length).toBeLessThanOrEqual(14);
    const more = name === "aggwatch" ? "aggwatch --help" : `aggwatch ${name} --help`;
    expect(text).toContain(`\nLearn more:\n  ${more} `);
    expect(titles(text)).not.toContain("Exit codes:");
  },
);

test("-h has the flags that are used most", async () => {
  const text = await help(program, "-h");
  for (const flag of ["--source", "--follow", "--timeout", "--interval", "--output", "--tenant"]) {
    expect(text).toContain(`${flag} `);
  }
});

test.for(
  commands.flatMap((command) =>
    [40, 60, 80, 120, 300].flatMap((columns) =>
      (["-h", "--help"] as const).map((form) => ({ name: command[0], command, columns, form })),
    ),
  ),
)("$form of $name fits into $columns columns", async ({ command, columns, form }) => {
  const text = await help(command[1], form, columns);
  // What is to be copied is not wrapped.
  const lines = text.split("\n").filter((line) => !/^(?:Usage:| {2,8}aggwatch )/.test(line));
  const longest = Math.max(...lines.map((line) => line.length));
  expect(longest).toBeLessThanOrEqual(Math.min(columns, 100));
});

test.for(commands)("help of %s shows no default that says nothing", async ([, command]) => {
  const text = (await help(command, "--help", 300)).replaceAll(/\s+/g, " ");
  expect(text).not.toMatch(/default: (?:false|true|none|\[\]|")/);
});

test.for(commands)(
  "what %s and its flags do is said by a verb, without a full stop",
  ([, command]) => {
    const { about, flags } = outlineOf(command);
    for (const text of [about, ...flags.map((flag) => flag.about)]) {
      expect(text).toMatch(/^(?:with --[\w -]+: |if [\w -]+: )?[a-z]+(?:$| )/);
      expect(text).not.toMatch(/^(?:the|an?|that|this|those|whose|how|where|what|whether) /);
      expect(text).not.toMatch(/\.$|\b(?:nobody|somebody|whoever|whatever|is asked|so many)\b/);
    }
  },
);

test("titles are bold on a terminal that has colors, and nowhere else", async () => {
  const styled = await help(program, "-h", 80, 4);
  expect(styled).toContain("\n\u001b[1mLearn more:\u001b[22m\n");
  for (const depth of [undefined, 1]) {
    const plain = await help(program, "-h", 80, depth);
    expect(plain).toBe(stripVTControlCharacters(styled));
    expect(plain).not.toContain("\u001b");
  }
});

test("--help has examples, the exit codes, and points to the topics", async () => {
  const text = await help(program, "--help");
  expect(text).toContain("\nExamples:\n  aggwatch ");
  expect(text).toContain(`\nExit codes:\n${plainText(exitCodes, { columns: 80 })}\n`);
  for (const { name } of topics) expect(text).toContain(name);
});

test("demo and simulate list their scenarios, history says what its columns mean", async () => {
  for (const command of ["demo", "simulate"].map(called)) {
    expect(await help(command, "--help")).toMatch(/\nScenarios:\n {2}normal +collects/);
    expect(await help(command, "-h")).not.toContain("Scenarios:");
  }
  expect(await help(called("history"), "--help")).toContain("\n  forecast error ");
});

function called(name: string): Command {
  const found = program.commands.find((command) => command.name() === name);
  if (!found) throw new Error(`no command ${name}`);
  return found;
}

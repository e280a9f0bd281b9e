import { environmentsCommand } from "./environments.ts";
import type { Completes, Flag, Outline, Positional } from "./outline.ts";

export function fishCompletions(outline: Outline): string {
  const names = outline.commands.map(({ name }) => quoted(name)).join(" ");
  const all = [{ ...outline, name: "" }, ...outline.commands];
  const flags = all.flatMap((command) => command.flags.map((flag) => flagLine(command, flag)));
  const positionals = all.flatMap((command) =>
    command.positionals.flatMap((positional) => positionalLine(command, positional)),
  );
  const commands = outline.commands.map(
    ({ name, about }) => `${start("__aggwatch_first")} -a ${quoted(name)} -d ${quoted(about)}`,
  );
  return `# fish completions of aggwatch. Once: aggwatch completions fish > ~/.config/fish/completions/aggwatch.fish

function __aggwatch_first
  test (count (commandline -opc)) -eq 1
end

function __aggwatch_in
  set -l words (commandline -opc)
  set -l command ''
  contains -- "$words[2]" ${names}; and set command $words[2]
  test "$command" = "$argv[1]"
end

function __aggwatch_environments
  ${environmentsCommand}
end

complete -c aggwatch -f
${[...commands, ...flags, ...positionals].join("\n")}
`;
}

function flagLine({ name }: Outline, { names, about, value }: Flag): string {
  const flags = names.map((flag) =>
    flag.startsWith("--") ? `-l ${quoted(flag.slice(2))}` : `-s ${quoted(flag.slice(1))}`,
  );
  const needs = value && !value.isOptional ? " -r" : "";
  const takes = value ? `${needs}${offerOf(value.completes)}` : "";
  return `${start(`__aggwatch_in ${quoted(name)}`)} ${flags.join(" ")}${takes} -d ${quoted(about)}`;
}

function positionalLine({ name }: Outline, { completes }: Positional): readonly string[] {
  if (completes.kind === "nothing") return [];
  return [`${start(`__aggwatch_in ${quoted(name)}`)}${offerOf(completes)}`];
}

function start(condition: string): string {
  return `complete -c aggwatch -n ${quoted(condition)}`;
}

function offerOf(completes: Completes): string {
  switch (completes.kind) {
    case "words":
    case "beginnings":
      // fish splits and unquotes the argument of -a again.
      return ` -f -a ${quoted(completes.words.map(quoted).join(" "))}`;
    case "files":
      return " -F";
    case "environments":
      return " -f -a '(__aggwatch_environments)'";
    case "nothing":
      return " -f";
  }
}

function quoted(text: string): string {
  return /^[\w-]+$/.test(text) ? text : `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}

import type { Command, Option } from "commander";
import { flagGroups, headingOf } from "../../settings/flag-group.ts";
import { Flag as DeclaredFlag } from "../../settings/flag.ts";

/** A command and its flags as they are listed, made from commander's. */
export interface Outline {
  readonly name: string;
  readonly about: string;
  /** What follows the name: `[options] <sources...>`. */
  readonly usage: string;
  readonly positionals: readonly Positional[];
  /** By their groups, in the order of these. */
  readonly flags: readonly Flag[];
  readonly commands: readonly Outline[];
  /** What help has above it: `Aggregations:`; empty for the program. */
  readonly heading: string;
}

export interface Positional {
  readonly name: string;
  readonly about: string;
  readonly isVariadic: boolean;
  readonly completes: Completes;
}

export interface Flag {
  /** Short, long: `-h`, `--help`. */
  readonly names: readonly string[];
  /** As help has it: `--interval <seconds>`. */
  readonly term: string;
  readonly about: string;
  /** With its choices and its default. */
  readonly fullAbout: string;
  /** Of its group: `When to leave:`. */
  readonly heading: string;
  readonly isCommon: boolean;
  readonly value: (Pick<Positional, "name" | "completes"> & { isOptional: boolean }) | undefined;
  readonly isRepeatable: boolean;
}

/** What a shell can offer for a value. */
export type Completes =
  | { readonly kind: "words"; readonly words: readonly string[] }
  /** Words that a value goes on behind, such as `ended=`. */
  | { readonly kind: "beginnings"; readonly words: readonly string[] }
  | { readonly kind: "files" }
  /** Of SailPoint's CLI. */
  | { readonly kind: "environments" }
  | { readonly kind: "nothing" };

/** Values with these names are names of files. */
const fileNames = new Set(["file", "path", "folder"]);

/**
 * A command and its subcommands, without what they hide. `known` has the words of arguments whose
 * command does not list them, by the argument's name.
 */
export function outlineOf(
  command: Command,
  known: Readonly<Record<string, readonly string[]>> = {},
): Outline {
  const helper = command.createHelp();
  return {
    name: command.name(),
    about: command.description(),
    usage: command.usage(),
    positionals: command.registeredArguments.map((argument) => ({
      name: argument.name(),
      about: helper.argumentDescription(argument),
      isVariadic: argument.variadic,
      completes: completesOf(argument.name(), argument.argChoices ?? known[argument.name()]),
    })),
    heading: command.helpGroup(),
    flags: helper
      .visibleOptions(command)
      .map((option) => ({
        names: [option.short, option.long].filter((name) => name !== undefined),
        term: option.flags,
        about: option.description,
        fullAbout: [option.description, ...detailsOf(option)].filter(Boolean).join(" "),
        heading: option.helpGroupHeading ?? headingOf("General"),
        isCommon: !(option instanceof DeclaredFlag) || option.isCommon,
        value: valueOf(option),
        isRepeatable: option.variadic || Array.isArray(option.defaultValue),
      }))
      .toSorted((one, other) => placeOf(one) - placeOf(other)),
    commands: helper.visibleCommands(command).map((inner) => outlineOf(inner, known)),
  };
}

const headings: readonly string[] = flagGroups.map(headingOf);

function placeOf({ heading }: Pick<Flag, "heading">): number {
  return headings.indexOf(heading);
}

/** What may be chosen, and what holds without the flag; a switch is off without it. */
function detailsOf(option: Option): readonly string[] {
  const { argChoices, defaultValue, defaultValueDescription, presetArg } = option;
  const isList = Array.isArray(defaultValue);
  const value = typeof defaultValue === "boolean" || isList ? undefined : defaultValue;
  const byDefault = defaultValueDescription ?? value;
  return [
    argChoices ? `{${argChoices.join("|")}}` : "",
    byDefault === undefined ? "" : `(default: ${String(byDefault)})`,
    typeof presetArg === "string" ? `(without a value: ${presetArg})` : "",
  ];
}

function valueOf(option: Option): Flag["value"] {
  const { required, optional, flags, long, argChoices } = option;
  if (!required && !optional) return undefined;
  const name = /[<[]([^>\].]+)/.exec(flags)?.[1] ?? "value";
  return { name, isOptional: optional, completes: valueCompletes() };

  function valueCompletes(): Completes {
    if (long === "--env") return { kind: "environments" };
    const prefixes = option instanceof DeclaredFlag ? option.prefixes : undefined;
    if (!prefixes) return completesOf(name, argChoices);
    return { kind: "beginnings", words: prefixes.map((word) => `${word}=`) };
  }
}

function completesOf(name: string, words: readonly string[] | undefined): Completes {
  if (words) return { kind: "words", words };
  return { kind: fileNames.has(name) ? "files" : "nothing" };
}

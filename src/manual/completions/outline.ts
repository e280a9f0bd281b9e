import type { Argument, Command, Option } from "commander";

/** A command as people read of it, made from the one that is parsed by. */
export interface Outline {
  readonly name: string;
  readonly about: string;
  /** What stands behind the name: `[options] <sources...>`. */
  readonly usage: string;
  readonly positionals: readonly Positional[];
  readonly flags: readonly Flag[];
  readonly commands: readonly Outline[];
}

/** An argument that is told by its place. */
export interface Positional {
  readonly name: string;
  readonly about: string;
  readonly isVariadic: boolean;
  readonly completes: Completes;
}

/** An option of the command line. */
export interface Flag {
  /** Short, long: `-h`, `--help`. */
  readonly names: readonly string[];
  /** As help writes it: `--interval <seconds>`. */
  readonly term: string;
  readonly about: string;
  /** With its choices and its default. */
  readonly fullAbout: string;
  readonly value: FlagValue | undefined;
  readonly isRepeatable: boolean;
}

/** What may stand behind a flag. */
export interface FlagValue {
  readonly name: string;
  readonly isOptional: boolean;
  readonly completes: Completes;
}

/** What a shell can offer for a value. */
export type Completes =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "files" }
  /** Names of SailPoint's CLI's environments. */
  | { readonly kind: "environments" }
  | { readonly kind: "nothing" };

/** Words by the name of the argument that they are for, where the command itself does not list them. */
export type KnownWords = Readonly<Record<string, readonly string[]>>;

const nothing: Completes = { kind: "nothing" };
/** Values that are called so are names of files. */
const fileNames = new Set(["file", "path", "folder"]);

/** What a command and its subcommands take, without what they hide. */
export function outlineOf(command: Command, known: KnownWords = {}): Outline {
  const helper = command.createHelp();
  return {
    name: command.name(),
    about: command.description(),
    usage: command.usage(),
    positionals: command.registeredArguments.map((argument) =>
      positionalOf(argument, helper.argumentDescription(argument), known),
    ),
    flags: helper.visibleOptions(command).map((option) => ({
      names: [option.short, option.long].filter((name) => name !== undefined),
      term: option.flags,
      about: option.description,
      fullAbout:
        option.required || option.optional ? helper.optionDescription(option) : option.description,
      value: valueOf(option),
      isRepeatable: option.variadic || Array.isArray(option.defaultValue),
    })),
    commands: helper.visibleCommands(command).map((inner) => outlineOf(inner, known)),
  };
}

function positionalOf(argument: Argument, about: string, known: KnownWords): Positional {
  const name = argument.name();
  const words = argument.argChoices ?? known[name];
  return {
    name,
    about,
    isVariadic: argument.variadic,
    completes: words ? { kind: "words", words } : completesOf(name),
  };
}

function valueOf(option: Option): FlagValue | undefined {
  if (!option.required && !option.optional) return undefined;
  const name = /[<[]([^>\].]+)/.exec(option.flags)?.[1] ?? "value";
  const isOptional = option.optional;
  if (option.argChoices) {
    return { name, isOptional, completes: { kind: "words", words: option.argChoices } };
  }
  const isEnvironment = option.long === "--env";
  return {
    name,
    isOptional,
    completes: isEnvironment ? { kind: "environments" } : completesOf(name),
  };
}

function completesOf(name: string): Completes {
  return fileNames.has(name) ? { kind: "files" } : nothing;
}

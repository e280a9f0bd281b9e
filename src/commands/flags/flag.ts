import type { Command } from "commander";
import { Flag } from "../../settings/flag.ts";

/** What a command is given for its flags; of another type where its options have other keys. */
export type OptionsOf<
  Flags extends readonly Flag[],
  Read,
  Given = Together<Flags[number]["given"]>,
> = [keyof Given, keyof Read] extends [keyof Read, keyof Given]
  ? Given
  : {
      readonly noReaderFor: Exclude<keyof Given, keyof Read>;
      readonly noFlagFor: Exclude<keyof Read, keyof Given>;
    };

type Together<Union> = (Union extends unknown ? (part: Union) => void : never) extends (
  whole: infer Whole,
) => void
  ? { [Key in keyof Whole]: Whole[Key] }
  : never;

export function withFlags(command: Command, flags: readonly Flag[]): Command {
  for (const flag of flags) command.addOption(flag);
  return command;
}

/** `give-up-after` is `giveUpAfter`. */
type Camel<Name extends string> = Name extends `${infer Word}-${infer Rest}`
  ? `${Word}${Capitalize<Camel<Rest>>}`
  : Name;

type GivenFor<Name extends string, Value, Default> = Default extends undefined
  ? { readonly [Key in Camel<Name>]?: Value }
  : { readonly [Key in Camel<Name>]: Value };

/** A flag that is on or off; `--no-…` is on unless it is given. */
export function switchFlag<Name extends string>(flags: `--${Name}`, about: string) {
  type Key = Name extends `no-${infer Bare}` ? Bare : Name;
  const flag = new Flag<GivenFor<Key, boolean, boolean>>(flags, about);
  return flag.negate ? flag : flag.default(false);
}

export function textFlag<Name extends string>(flags: `--${Name} <${string}>`, about: string) {
  return new Flag<GivenFor<Name, string, undefined>>(flags, about);
}

/** A flag with one of some words; undefined by its opposite where it can do without one. */
export function choiceFlag<
  Name extends string,
  Place extends `<${string}>` | `[${string}]`,
  const Word extends string,
  Default extends Word | undefined = undefined,
>(flags: `--${Name} ${Place}`, about: string, words: readonly Word[], byDefault?: Default) {
  type Value = Place extends `[${string}]` ? Word | undefined : Word;
  return new Flag<GivenFor<Name, Value, Default>>(flags, about).choices(words).default(byDefault);
}

/** A flag whose value is read from its text; `read` throws InvalidArgumentError. */
export function valueFlag<
  Name extends string,
  Value,
  Default extends Value | undefined = undefined,
>(
  flags: `--${Name} <${string}>`,
  about: string,
  read: (text: string, before: Value) => Value,
  byDefault?: Default,
  defaultText?: string,
) {
  const flag = new Flag<GivenFor<Name, Value, Default>>(flags, about);
  return flag.argParser(read).default(byDefault, defaultText);
}

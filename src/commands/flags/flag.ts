import { type Command, InvalidArgumentError } from "commander";
import type { FlagGroup } from "../../settings/flag-group.ts";
import { Flag } from "../../settings/flag.ts";
import { orList } from "../../text/or-list.ts";

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

/** A flag's long name and its place for a value, with or without a short name before them. */
type Written<Long extends string> = `--${Long}` | `-${string}, --${Long}`;

/** A flag that is on or off; `--no-…` is on unless it is given. */
export function switchFlag<Name extends string>(
  group: FlagGroup,
  flags: Written<Name>,
  about: string,
) {
  type Key = Name extends `no-${infer Bare}` ? Bare : Name;
  const flag = new Flag<GivenFor<Key, boolean, boolean>>(group, flags, about);
  return flag.negate ? flag : flag.default(false);
}

export function textFlag<Name extends string>(
  group: FlagGroup,
  flags: Written<`${Name} <${string}>`>,
  about: string,
) {
  return new Flag<GivenFor<Name, string, undefined>>(group, flags, about);
}

/**
 * A flag with one of some words; undefined by its opposite where it can do without one. `defaultText`
 * as for `valueFlag`.
 */
export function choiceFlag<
  Name extends string,
  Place extends `<${string}>` | `[${string}]`,
  const Word extends string,
  Default extends Word | undefined = undefined,
>(
  group: FlagGroup,
  flags: Written<`${Name} ${Place}`>,
  about: string,
  words: readonly Word[],
  byDefault?: Default,
  defaultText?: string,
) {
  type Value = Place extends `[${string}]` ? Word | undefined : Word;
  const flag = new Flag<GivenFor<Name, Value, Default>>(group, flags, about);
  return flag.choices(words).argParser(oneOf(words)).default(byDefault, defaultText);
}

/** Reads one of the words; throws InvalidArgumentError that says which there are. */
export function oneOf<Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((one) => one === text);
    if (word !== undefined) return word;
    throw new InvalidArgumentError(`It must be ${orList(words)}.`);
  };
}

/**
 * A flag whose value is read from its text; `read` throws InvalidArgumentError. `defaultText` is
 * what help says of the default, also of one that the command itself chooses.
 */
export function valueFlag<
  Name extends string,
  Value,
  Default extends Value | undefined = undefined,
>(
  group: FlagGroup,
  flags: Written<`${Name} <${string}>`>,
  about: string,
  read: (text: string, before: Value) => Value,
  byDefault?: Default,
  defaultText?: string,
) {
  const flag = new Flag<GivenFor<Name, Value, Default>>(group, flags, about);
  return flag.argParser(read).default(byDefault, defaultText);
}

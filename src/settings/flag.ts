import { Option } from "commander";
import { type FlagGroup, headingOf } from "./flag-group.ts";

/** A flag of the command line. Its type says what a command is given for it. */
export class Flag<Given extends object = object> extends Option {
  declare readonly given: Given;
  isDefaultable = false;
  /** Whether `-h` has it as well, which shows a dozen at most. */
  isCommon = false;
  /** What its value is a list of, with commas between them; undefined for one value. */
  words: readonly string[] | undefined;
  prefixes: readonly string[] | undefined;
  /** A value of it, where that is not a time. */
  example: string | undefined;

  constructor(group: FlagGroup, flags: string, about: string) {
    super(flags, about);
    this.helpGroup(headingOf(group));
  }

  /** Its default may be set in the configuration file and by an environment variable. */
  defaultable(): this {
    this.isDefaultable = true;
    return this;
  }

  common(): this {
    this.isCommon = true;
    return this;
  }

  /** Its value begins with one of these words and "=". */
  before(words: readonly string[]): this {
    this.prefixes = words;
    return this;
  }

  like(example: string): this {
    this.example = example;
    return this;
  }

  listOf(words: readonly string[]): this {
    this.words = words;
    return this;
  }
}

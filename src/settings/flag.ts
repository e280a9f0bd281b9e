import { Option } from "commander";

/** A flag of the command line. Its type says what a command is given for it. */
export class Flag<Given extends object = object> extends Option {
  declare readonly given: Given;
  isDefaultable = false;
  /** What its value is a list of, with commas between them; undefined for one value. */
  words: readonly string[] | undefined;

  /** Its default may be set in the configuration file and by an environment variable. */
  defaultable(): Flag<Given> {
    this.isDefaultable = true;
    return this;
  }

  listOf(words: readonly string[]): Flag<Given> {
    this.words = words;
    return this;
  }
}

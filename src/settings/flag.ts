import { Option } from "commander";

/** A flag of the command line, and as a type what a command is given for it. */
export class Flag<Given extends object = object> extends Option {
  declare readonly given: Given;
  isDefaultable = false;

  /** Lets the user set its default, in the configuration file and by an environment variable. */
  defaultable(): Flag<Given> {
    this.isDefaultable = true;
    return this;
  }
}

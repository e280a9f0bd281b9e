import type { Command } from "commander";
import { defaultable, oppositeOf, variableOf } from "../../settings/defaultable.ts";
import { fileVariable } from "../../settings/file.ts";
import type { Block } from "../page.ts";

/** `aggwatch help defaults`. */
export function defaults(program: Command): readonly Block[] {
  const flags = defaultable(program);
  const opposites = flags.filter((flag) => !flag.required).map(oppositeOf);
  return [
    "A flag goes before an environment variable, that before the configuration file, and that before " +
      "what the program does by itself. aggwatch doctor tells which default comes from where.",
    "The file is config.yaml, config.yml or config.json in $XDG_CONFIG_HOME/aggwatch " +
      `(~/.config/aggwatch), or what ${fileVariable} names:`,
    { lines: ["interval: 10", "strict: true", "notify: bell", "motion: false"] },
    "What may stand there, the environment variable for it, and the flag:",
    flags.map((flag) => {
      const term = flag.negate ? `the opposite of ${flag.flags}` : flag.flags;
      return [flag.attributeName(), `${variableOf(flag)}, ${term}`] as const;
    }),
    "keys gives actions of the screen other keys: see aggwatch help keys.",
    "What is on or off is true or false. A flag takes such a default back: " +
      `${new Intl.ListFormat("en-GB").format(opposites)}.`,
  ];
}

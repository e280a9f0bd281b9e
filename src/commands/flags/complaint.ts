import type { Command } from "commander";
import { safeText } from "../../text/safe-text.ts";
import { withoutSecrets } from "../../text/without-secrets.ts";
import { unknownOptionText } from "./unknown-option.ts";

/** In characters: enough for a value and all that may stand in its place. */
const longest = 2000;

/** Quoted option, its names and its place for a value: `'-o, --output <form>'`. */
const option = String.raw`option '(?:-\w, )?(--[\w-]+)(?: [<[][^']*)?'`;

/** What commander says, and the same in our words. */
const rewordings: readonly (readonly [RegExp, (...parts: readonly string[]) => string])[] = [
  [
    new RegExp(`^${option} argument '([^]*)' is invalid\\. It ([^]*?)\\.?$`),
    (name = "", value = "", rule = "") => `invalid value "${value}" for ${name}: it ${rule}`,
  ],
  [
    /^command-argument value '([^]*)' is invalid for argument '([\w-]+)'\. It ([^]*?)\.?$/,
    (value = "", name = "", rule = "") => `invalid ${name} "${value}": it ${rule}`,
  ],
  [new RegExp(`^${option} argument missing$`), (name = "") => `${name} needs a value`],
  [
    new RegExp(`^${option} cannot be used with ${option}$`),
    (name = "", other = "") => `${name} cannot be used with ${other}`,
  ],
  [/^missing required argument '([\w-]+)'$/, (name = "") => `missing argument: ${name}`],
];

/**
 * What is wrong with a command line, safe to print, without values that may be secrets.
 *
 * @param message what commander complains of, which may repeat arguments
 * @param code commander's name for that
 */
export function complaintText(message: string, code: string, command: Command): string {
  const [, unknown] = /^unknown option '([^]*)/.exec(message) ?? [];
  if (code === "commander.unknownOption" && unknown !== undefined) {
    return unknownOptionText(unknown, command);
  }
  for (const [pattern, reword] of rewordings) {
    const parts = pattern.exec(message);
    if (parts) return shown(reword(...parts.slice(1)));
  }
  return shown(message);
}

function shown(text: string): string {
  return withoutSecrets(safeText(text, longest));
}

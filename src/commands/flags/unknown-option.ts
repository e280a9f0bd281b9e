import type { Command } from "commander";
import { closest, distance } from "fastest-levenshtein";
import { safeText } from "../../text/safe-text.ts";

/** No flag's name is longer; a longer word may be a secret. */
const longestName = 32;
const mostTypos = 3;
const secret = /secret|token|passw|pwd|credential|client|api-?key|^-*pat$/i;

/** What to say of an option that a command lacks, as given; its value may be a secret. */
export function unknownOptionText(given: string, command: Command): string {
  const [name = "-"] = /^--?[\w-]*/.exec(safeText(given)) ?? [];
  const options = command.options.filter((option) => !option.hidden);
  const known = options.find(({ long, short }) => name === long || name === short);
  if (known) return `option '${name}' takes no value`;
  // A short one may have its value right behind it.
  const isShort = !name.startsWith("--");
  const shown = isShort ? name.slice(0, 2) : name.slice(0, longestName);
  const what = `unknown option '${shown}'`;
  if (secret.test(name)) {
    return (
      `${what}: no flag takes a secret, since other users see the command line. Set ` +
      "SAIL_CLIENT_ID and SAIL_CLIENT_SECRET in the environment, or SAIL_ACCESS_TOKEN"
    );
  }
  const word = isShort ? `-${name}` : name;
  const flags = options.flatMap(({ long }) => (long === undefined ? [] : [long]));
  const nearest = closest(word, flags);
  const isNear = word.length > 3 && distance(word, nearest) <= Math.min(mostTypos, word.length / 3);
  return isNear ? `${what}\n(Did you mean ${nearest}?)` : what;
}

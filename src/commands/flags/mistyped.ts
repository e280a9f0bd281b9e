import { distance } from "fastest-levenshtein";

/** Letters that are wrong, too many or missing, or have changed their places. */
const mostTypos = 2;
const mostTyposInShort = 1;
/** Up to so many letters a word is short: with more typos it would be another. */
const shortWord = 4;
/** So many letters of a command are enough to tell it. */
const leastLetters = 3;

const watches = "aggwatch ID watches one, and needs no command; aggwatch list names those that run";
/** Words that other programs have as commands. */
const otherVerbs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["status", "watch", "wait", "monitor", "track", "poll", "tail", "get", "show", "info"].map(
      (verb) => [verb, watches],
    ),
  ),
  version: meaning("--version"),
  ls: meaning("list"),
  ps: meaning("list"),
  running: meaning("list"),
  jobs: meaning("list"),
  run: meaning("start"),
  launch: meaning("start"),
  trigger: meaning("start"),
  aggregate: meaning("start"),
  logs: meaning("history"),
  results: meaning("history"),
  check: meaning("doctor"),
  diagnose: meaning("doctor"),
  login: meaning("doctor"),
  auth: meaning("doctor"),
  config: meaning("doctor"),
  configure: meaning("doctor"),
  init: meaning("doctor"),
  play: meaning("replay"),
  usage: meaning("help"),
  man: meaning("help"),
  serve: meaning("simulate"),
  follow: meaning("--follow"),
  source: meaning("--source NAME"),
  stop: "the API cannot end an aggregation",
  cancel: "the API cannot end an aggregation",
  kill: "the API cannot end an aggregation",
};

/**
 * What a word means that stands in place of a command and is none.
 *
 * @param word what was given
 * @param commands the names of all commands
 * @returns what to do instead; undefined where the word resembles no command
 */
export function meantCommand(word: string, commands: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  if (!/^[a-z]+$/.test(lower)) return undefined;
  if (commands.includes(lower)) return meaning(lower);
  if (Object.hasOwn(otherVerbs, lower)) return otherVerbs[lower];
  if (lower.length < leastLetters) return undefined;
  const begun = commands.filter((command) => command.startsWith(lower));
  if (begun.length > 0) return meaning(...begun);
  const known = [...commands, "status", "watch", "version"];
  const most = lower.length > shortWord ? mostTypos : mostTyposInShort;
  const [nearest] = known.toSorted((one, other) => typos(lower, one) - typos(lower, other));
  if (nearest === undefined || typos(lower, nearest) > most) return undefined;
  return otherVerbs[nearest] ?? meaning(nearest);
}

function meaning(...words: readonly string[]): string {
  return `did you mean: ${words.map((word) => `aggwatch ${word}`).join(", ")}`;
}

/** Two letters that have changed their places are one typo. */
function typos(word: string, meant: string): number {
  const swapped = Array.from({ length: word.length - 1 }, (_, at) => {
    const [one = "", other = ""] = [word[at], word[at + 1]];
    return 1 + distance(`${word.slice(0, at)}${other}${one}${word.slice(at + 2)}`, meant);
  });
  return Math.min(distance(word, meant), ...swapped);
}

import { distance } from "fastest-levenshtein";

/** Letters that are wrong, missing, added or swapped. */
const mostTypos = 2;
/** A word of up to `shortWord` letters would be another with more typos. */
const mostTyposInShort = 1;
const shortWord = 4;
const leastLetters = 3;

const watches = "aggwatch ID watches one, and needs no command; aggwatch list names those that run";
/** Words that other programs have as commands, by what to do instead. */
const otherVerbs = new Map(
  [
    [watches, "watch monitor track poll tail get show info"],
    [meaning("list"), "ls ps running jobs"],
    [meaning("start"), "run launch trigger aggregate"],
    [meaning("history"), "logs results"],
    [meaning("doctor"), "check diagnose login auth config configure init"],
    [meaning("replay"), "play"],
    [meaning("help"), "usage man"],
    [meaning("simulate"), "serve"],
    [meaning("--follow"), "follow"],
    [meaning("sources", "--source NAME"), "source"],
    ["the API cannot end an aggregation", "stop cancel kill"],
  ].flatMap(([instead = "", words = ""]) =>
    words.split(" ").map((word) => [word, instead] as const),
  ),
);

/** What to do instead of a word in place of a command; undefined where it resembles none. */
export function meantCommand(word: string, commands: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  if (!/^[a-z]+$/.test(lower)) return undefined;
  if (commands.includes(lower)) return meaning(lower);
  const instead = otherVerbs.get(lower);
  if (instead !== undefined) return instead;
  if (lower.length < leastLetters) return undefined;
  const begun = commands.filter((command) => command.startsWith(lower));
  if (begun.length > 0) return meaning(...begun);
  const known = [...commands, "watch"];
  const most = lower.length > shortWord ? mostTypos : mostTyposInShort;
  const [nearest] = known.toSorted((one, other) => typos(lower, one) - typos(lower, other));
  if (nearest === undefined || typos(lower, nearest) > most) return undefined;
  return otherVerbs.get(nearest) ?? meaning(nearest);
}

function meaning(...words: readonly string[]): string {
  return `did you mean: ${words.map((word) => `aggwatch ${word}`).join(", ")}`;
}

function typos(word: string, meant: string): number {
  const swapped = Array.from({ length: word.length - 1 }, (_, at) => {
    const [one = "", other = ""] = [word[at], word[at + 1]];
    return 1 + distance(`${word.slice(0, at)}${other}${one}${word.slice(at + 2)}`, meant);
  });
  return Math.min(distance(word, meant), ...swapped);
}

import { documentedStatuses } from "../../api/endpoints/status.ts";
import { conditionLooks } from "../../wording/states.ts";

type Word = readonly [sign: RegExp, word: string | ((found: string) => string)];

/** Words in capitals, which some screen readers spell; the longest first. */
const inCapitals = [
  ...Object.values(conditionLooks).map(({ word }) => word),
  ...documentedStatuses,
  "SUCCESS",
  "WARNING",
  "ERROR",
].toSorted((one, other) => other.length - one.length);
const states = new RegExp(`\\b(?:${inCapitals.join("|")})\\b`, "g");

/** Signs that a screen reader spells out, leaves out or misreads. */
const words: readonly Word[] = [
  [states, (word) => word.toLowerCase()],
  [/ ?\((?:429|404|OSC \d+)\)/g, ""],
  [/: 404(?=;)/g, ""],
  [/\b404\b/g, "not found"],
  [/\b429\b/g, "rate limited"],
  [/ · /g, ", "],
  [/(\d)×/g, "$1 times"],
  [/≈ ?/g, "about "],
  [/_/g, " "],
  [/←↓↑→/g, "arrows and"],
  [/ ?→ ?/g, " to "],
  [/~(?=\d)/g, "about "],
  [/≤ ?/g, "at most "],
  [/≥ ?/g, "at least "],
  [/<(?=\d)/g, "less than "],
  [/>(?=\d)/g, "more than "],
  [/(\d)–(\d)/g, "$1 to $2"],
  [/−(?=\d)/g, "minus "],
  [/\+(?=\d)/g, "plus "],
  [/(\d)\/(?=\d)/g, "$1 of "],
  [/\/s\b/g, " a second"],
  ...[
    ["d", "day"],
    ["h", "hour"],
    ["m", "minute"],
    ["s", "second"],
  ].flatMap(([unit, word]): Word[] => [
    [new RegExp(`\\b0?1${unit}\\b`, "g"), `1 ${word}`],
    [new RegExp(`\\b0?(\\d+)${unit}\\b`, "g"), `$1 ${word}s`],
  ]),
  [/%/g, " percent"],
];

export function spokenWords(text: string): string {
  return words.reduce(
    (spoken, [sign, word]) =>
      typeof word === "string" ? spoken.replace(sign, word) : spoken.replace(sign, word),
    text,
  );
}

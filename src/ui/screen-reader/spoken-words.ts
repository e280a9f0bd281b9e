type Word = readonly [sign: RegExp, word: string];

/** Signs that a screen reader spells out, leaves out or misreads. */
const words: readonly Word[] = [
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
  return words.reduce((spoken, [sign, word]) => spoken.replace(sign, word), text);
}

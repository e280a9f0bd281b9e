import { expect, test } from "vitest";
import { spokenWords } from "../../../src/ui/screen-reader/spoken-words.ts";

test.for([
  [
    "ACCOUNTS_COLLECTED, 5,080 accounts to process",
    "ACCOUNTS COLLECTED, 5,080 accounts to process",
  ],
  ["total grew 5,080 → 5,200 (+120)", "total grew 5,080 to 5,200 (plus 120)"],
  ["total shrank 10 → 9 (−1)", "total shrank 10 to 9 (minus 1)"],
  ["2,142/5,200 accounts (41%)", "2,142 of 5,200 accounts (41 percent)"],
  ["4.0/s (accounts), left ~17m", "4.0 a second (accounts), left about 17 minutes"],
  ["left ~12–20m", "left about 12 to 20 minutes"],
  ["left ≤20m", "left at most 20 minutes"],
  ["left <1m", "left less than 1 minute"],
  ["left >2d", "left more than 2 days"],
  ["running 1h 04m", "running 1 hour 4 minutes"],
  ["running 15m 01s", "running 15 minutes 1 second"],
  ["429, all wait 12s", "429, all wait 12 seconds"],
] as const)("%s is said as: %s", ([text, words]) => {
  expect(spokenWords(text)).toBe(words);
});

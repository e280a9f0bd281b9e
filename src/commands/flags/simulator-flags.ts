import { valueFlag } from "./flag.ts";
import { numberIn, wholeNumberIn } from "./flag-values.ts";

export const speedFlag = valueFlag(
  "--speed <factor>",
  "how many times as fast time passes",
  numberIn(0.1, 1000),
  10,
);

export const seedFlag = valueFlag(
  "--seed <number>",
  "another number, another tenant; the same, the same again",
  wholeNumberIn(0, 2 ** 32 - 1),
  1,
);

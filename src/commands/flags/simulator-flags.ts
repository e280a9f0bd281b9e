import { valueFlag } from "./flag.ts";
import { numberIn, wholeNumberIn } from "./flag-values.ts";

export const speedFlag = valueFlag(
  "Simulated tenant",
  "--speed <factor>",
  "run this many times as fast",
  numberIn(0.1, 1000),
  10,
);

export const seedFlag = valueFlag(
  "Simulated tenant",
  "--seed <number>",
  "generate another tenant; the same number gives the same one",
  wholeNumberIn(0, 2 ** 32 - 1),
  1,
);

import { Option } from "commander";
import { numberIn, wholeNumberIn } from "./flag-values.ts";

/** `--speed N` of a simulated tenant. */
export const speedFlag = new Option("--speed <factor>", "how many times as fast time passes")
  .default(10)
  .argParser((text) => numberIn(text, 0.1, 1000));

/** `--seed N`. */
export const seedFlag = new Option(
  "--seed <number>",
  "another number, another tenant; the same, the same again",
)
  .default(1)
  .argParser((text) => wholeNumberIn(text, 0, 2 ** 32 - 1));

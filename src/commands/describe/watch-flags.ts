import { Option } from "commander";
import { daySeconds, timeIn } from "./flag-values.ts";
import { apiVersionFlag } from "./tenant-flags.ts";

/** `--interval TIME`, as milliseconds. */
export const intervalFlag = new Option(
  "--interval <time>",
  "how often each aggregation is asked about, at least 1 second",
)
  .default(5000, "5s")
  .argParser((text) => timeIn(text, 1, daySeconds));

/** `--stall-after TIME`, as milliseconds. */
export const stallAfterFlag = new Option(
  "--stall-after <time>",
  "call an aggregation stalled after that long without progress (default: told from its own rhythm)",
).argParser((text) => timeIn(text, 1, 7 * daySeconds));

/** `--strict`. */
export const strictFlag = new Option(
  "--strict",
  "exit with 1 for a WARNING too, with 3 where the task's verdict cannot be read",
).default(false);

/** When a watch ends before all ids have: `--timeout`, `--any`, `--fail-fast`, `--give-up-after`. */
export const earlyEndFlags = [
  new Option(
    "--timeout <time>",
    "leave with 124 after that long (90, 90s, 10m, 2h), whatever still runs",
  ).argParser((text) => timeIn(text, 1, 7 * daySeconds)),
  new Option("--any", "leave at the first end of any aggregation")
    .default(false)
    .conflicts(["stay", "watch", "sequential"]),
  new Option("--fail-fast", "leave at the first end that is not well: see the exit codes")
    .default(false)
    .conflicts(["stay", "watch"]),
  new Option(
    "--give-up-after <time>",
    "end an aggregation without an answer for that long (default: ask for as long as it takes)",
  ).argParser((text) => timeIn(text, 1, 7 * daySeconds)),
] as const;

/** `--no-history`. */
const noHistoryFlag = new Option(
  "--no-history",
  "neither keep the outcomes of this run nor use those of earlier ones",
);

/** `--record FILE`. */
export const recordFlag = new Option(
  "--record <file>",
  "keep all that happens in a file, for aggwatch replay; appends to a recording that is there",
);

/** What a watch of a real tenant takes. */
export const watchFlags = [
  apiVersionFlag,
  intervalFlag,
  stallAfterFlag,
  strictFlag,
  ...earlyEndFlags,
  noHistoryFlag,
  recordFlag,
] as const;

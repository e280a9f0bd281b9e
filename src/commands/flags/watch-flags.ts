import { switchFlag, textFlag, valueFlag } from "./flag.ts";
import { daySeconds, sizeOrNone, timeIn, upToAWeek } from "./flag-values.ts";
import { apiVersionFlag } from "./tenant-flags.ts";

export const intervalFlag = valueFlag(
  "--interval <time>",
  "how often each aggregation is asked about, at least 1 second",
  timeIn(1, daySeconds),
  5000,
  "5s",
).defaultable();

export const stallAfterFlag = valueFlag(
  "--stall-after <time>",
  "call an aggregation stalled after that long without progress (default: told from its own rhythm)",
  upToAWeek,
).defaultable();

export const strictFlag = switchFlag(
  "--strict",
  "exit with 1 for a WARNING too, with 3 where the task's verdict cannot be read",
).defaultable();

export const earlyEndFlags = [
  valueFlag(
    "--timeout <time>",
    "leave with 124 after that long (90, 90s, 10m, 2h), whatever still runs",
    upToAWeek,
  ),
  switchFlag("--any", "leave at the first end of any aggregation").conflicts([
    "stay",
    "watch",
    "sequential",
  ]),
  switchFlag(
    "--fail-fast",
    "leave at the first end that is not well: see the exit codes",
  ).conflicts(["stay", "watch"]),
  valueFlag(
    "--give-up-after <time>",
    "end an aggregation without an answer for that long (default: ask for as long as it takes)",
    upToAWeek,
  ).defaultable(),
] as const;

export const recordFlags = [
  textFlag(
    "--record <file>",
    "keep all that happens in a file, for aggwatch replay; appends to a recording that is there",
  ),
  valueFlag(
    "--record-limit <size>",
    "how large that file may become (500MB, 2GB), after which its oldest part goes; 0 for no limit",
    sizeOrNone(1_000_000),
    1_000_000_000,
    "1GB",
  ),
] as const;

/** What a watch of a real tenant takes. */
export const watchFlags = [
  apiVersionFlag,
  intervalFlag,
  stallAfterFlag,
  strictFlag,
  ...earlyEndFlags,
  switchFlag(
    "--no-history",
    "neither keep the outcomes of this run nor use earlier ones, kept or known to the tenant",
  ).defaultable(),
  ...recordFlags,
] as const;

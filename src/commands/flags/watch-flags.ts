import { switchFlag, textFlag, valueFlag } from "./flag.ts";
import { daySeconds, sizeOrNone, timeIn, upToAWeek } from "./flag-values.ts";
import { budgetFlag } from "./budget-flag.ts";
import { apiVersionFlag } from "./tenant-flags.ts";

export const intervalFlag = valueFlag(
  "Polling",
  "-i, --interval <time>",
  "poll each aggregation this often, 1s or more",
  timeIn(1, daySeconds),
  5000,
  "5s",
)
  .defaultable()
  .common();

export const stallAfterFlag = valueFlag(
  "Polling",
  "--stall-after <time>",
  "report a stall after this long without progress",
  upToAWeek,
  undefined,
  "by the pace of each aggregation",
).defaultable();

export const strictFlag = switchFlag(
  "When to leave",
  "--strict",
  "treat WARNING as failure (1) and an unreadable verdict as unknown (3)",
).defaultable();

export const timeoutFlag = valueFlag(
  "When to leave",
  "--timeout <time>",
  "exit with 124 after this long, such as 90s or 1h30m",
  upToAWeek,
).common();

export const earlyEndFlags = [
  timeoutFlag,
  switchFlag("When to leave", "--any", "exit as soon as one aggregation ends").conflicts([
    "stay",
    "watch",
    "sequential",
    "atOnce",
  ]),
  switchFlag("When to leave", "--fail-fast", "exit as soon as one does not succeed")
    .common()
    .conflicts(["stay", "watch"]),
  valueFlag(
    "When to leave",
    "--give-up-after <time>",
    "give up on an aggregation that has not answered for this long",
    upToAWeek,
    undefined,
    "never",
  ).defaultable(),
] as const;

export const recordFlags = [
  textFlag(
    "Recording and history",
    "--record <file>",
    "record the watch for aggwatch replay; append if the file exists",
  ),
  valueFlag(
    "Recording and history",
    "--record-limit <size>",
    "drop the oldest part beyond this size, such as 500MB; 0 for no limit",
    sizeOrNone(1_000_000),
    1_000_000_000,
    "1GB",
  ),
] as const;

/** What a watch of a real tenant takes. */
export const watchFlags = [
  apiVersionFlag,
  budgetFlag,
  intervalFlag,
  stallAfterFlag,
  strictFlag,
  ...earlyEndFlags,
  switchFlag(
    "Recording and history",
    "--no-history",
    "neither use earlier runs nor keep the outcomes of this one",
  ).defaultable(),
  ...recordFlags,
  textFlag(
    "Output",
    "--metrics <address>",
    "serve metrics to Prometheus on this port; on this computer only, unless HOST:PORT",
  ),
] as const;

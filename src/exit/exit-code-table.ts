import {
  bugExitCode,
  leftExitCode,
  nothingExitCode,
  signalExitCodes,
  timeoutExitCode,
  usageExitCode,
} from "./exit-code.ts";

/** The one table of exit codes: help, the man page, the manual and the README are made from it. */
export const exitCodes: readonly { readonly codes: readonly number[]; readonly when: string }[] = [
  {
    codes: [0],
    when:
      "every aggregation COMPLETED, none with the verdict ERROR (--strict: or WARNING); wait: nothing " +
      "is running",
  },
  {
    codes: [1],
    when:
      "one was CANCELLED or TERMINATED, or has the verdict ERROR, TERMINATED or TEMP_ERROR " +
      "(--strict: or WARNING); start: refused by the tenant, or already running with --if-running " +
      "fail; sources: one fails --older-than or --failed",
  },
  { codes: [usageExitCode], when: "usage or configuration error" },
  {
    codes: [3],
    when:
      "outcome unknown: expired, not found, given up, refused as a bad request (--strict: or its " +
      "verdict cannot be read); a look-up without an answer; a start whose answer names no task; " +
      "standard output that cannot be written, instead of 0 or 8",
  },
  { codes: [4], when: "sign-in refused, or not allowed to read an aggregation (403)" },
  {
    codes: [nothingExitCode],
    when:
      "nothing to watch: no ids on standard input, no running aggregation of the source; sources: " +
      "no source visible",
  },
  {
    codes: [leftExitCode],
    when:
      "quit with q, or its pipe closed, before everything had ended or been started; status: one is " +
      "running, or its verdict is not available yet",
  },
  { codes: [bugExitCode], when: "a bug in aggwatch, reported as such" },
  { codes: [timeoutExitCode], when: "--timeout ran out" },
  { codes: Object.values(signalExitCodes), when: "SIGHUP; SIGINT or Ctrl-C; SIGTERM" },
];

/** What decides if several apply. */
export const exitCodeOrder =
  "What ended aggwatch decides first: 70, then a signal, then 124. Of the aggregations, the first of " +
  "4, 1, 3, 5, 8 that applies to any of them. With --any and --fail-fast, those that have ended count.";

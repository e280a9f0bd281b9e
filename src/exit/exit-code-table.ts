import {
  bugExitCode,
  leftExitCode,
  nothingExitCode,
  signalExitCodes,
  timeoutExitCode,
  usageExitCode,
} from "./exit-code.ts";

/** The one table of exit codes: `--help` is made from it, and the README says the same. */
export const exitCodes: readonly { readonly codes: readonly number[]; readonly when: string }[] = [
  {
    codes: [0],
    when:
      "every aggregation COMPLETED and no verdict of its task ERROR (--strict: nor WARNING); of " +
      "wait: nothing is running",
  },
  {
    codes: [1],
    when:
      "one was CANCELLED or TERMINATED, or its verdict ERROR, TERMINATED or TEMP_ERROR " +
      "(--strict: or WARNING); or start --if-running fail found one running, or the tenant " +
      "refused a start; or sources --older-than or --failed found a source that is",
  },
  { codes: [usageExitCode], when: "wrong usage or configuration" },
  {
    codes: [3],
    when:
      "an unknown outcome: expired, not found, given up, or refused as a bad request " +
      "(--strict: or a verdict that cannot be read); or a look-up without an answer, " +
      "or a start whose answer names no task; or, in place of 0 or 8, standard output that cannot be " +
      "written",
  },
  { codes: [4], when: "sign-in refused, or not allowed to read an aggregation (403)" },
  {
    codes: [nothingExitCode],
    when:
      "nothing to watch or to ask: no ids on standard input, or no aggregation of the source is " +
      "running; or no source to be seen by sources",
  },
  {
    codes: [leftExitCode],
    when:
      "left with q, or by a closed pipe, before everything had ended or been started; of status: one " +
      "is running, or its verdict is not there yet",
  },
  { codes: [bugExitCode], when: "a bug in aggwatch, reported as such" },
  { codes: [timeoutExitCode], when: "--timeout ran out" },
  {
    codes: Object.values(signalExitCodes),
    when: "ended by SIGHUP, by SIGINT or Ctrl-C, by SIGTERM",
  },
];

/** What decides where several apply. */
export const exitCodeOrder =
  "What ended the program decides first: 70, then a signal, then 124; of the aggregations, the " +
  "first of 4, 1, 3, 5, 8 that applies to any. --any and --fail-fast count those that have ended.";

import type { Block } from "../page.ts";

/** Each exit code, and when the program ends with it. */
export const exitCodeRows = [
  ["0", "every aggregation COMPLETED and no verdict of its task ERROR (--strict: nor WARNING)"],
  ["1", "one was CANCELLED or TERMINATED, or its verdict ERROR, TERMINATED or TEMP_ERROR"],
  ["2", "wrong usage or configuration"],
  [
    "3",
    "an outcome nobody saw: expired, not found, or refused as a bad request (--strict: or " +
      "COMPLETED without a verdict that can be read)",
  ],
  ["4", "sign-in refused, or not allowed to read an aggregation"],
  ["8", "left while something ran"],
  ["70", "a bug in aggwatch"],
  ["129, 130, 143", "ended by SIGHUP, by SIGINT or Ctrl-C, by SIGTERM"],
] as const satisfies Block;

/** `aggwatch help exit-codes`. */
export const exitCodes: readonly Block[] = [
  exitCodeRows,
  "What ended the program decides first; of the aggregations, the first of 4, 1, 3, 8 that applies " +
    "to any.",
];

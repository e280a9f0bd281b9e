import type { Section } from "../command-help.ts";

/** What `aggwatch history` shows below the runs of a source. */
export const historySections: readonly Section[] = [
  [
    "Below the runs of a source:",
    [
      [
        ["usual", "median of the last ten runs that completed without errors"],
        ["90th percentile", "the longest that nine in ten of them took"],
        [
          "trend",
          "these runs as bars, oldest first; the later half compared with the earlier half",
        ],
        [
          "forecast error",
          "how far off the time left was about a quarter and half of the way through a run, as a " +
            "share of the actual time left",
        ],
        ["forecast range", "how many of the ranges shown then held the actual time"],
      ],
    ],
  ],
  [
    "With --from-tenant:",
    [
      "The runs are the newest tasks of the tenant, which keeps them for 90 days. A task has the " +
        "duration of a run and what it changed, but not how long reading the source took.",
    ],
  ],
];

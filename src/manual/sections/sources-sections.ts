import type { Section } from "../command-help.ts";

/** What `aggwatch sources --help` says below its flags. */
export const sourcesSections: readonly Section[] = [
  [
    "Columns:",
    [
      [
        ["STARTED, AGE", "when the last run started; it may still be RUNNING"],
        ["RESULT", "the verdict of its task; none in 90 days is not never"],
        ["DURATION", "how long it took, or has been running"],
        ["USUAL", "the median of the runs before it, from the history and the tenant's tasks"],
      ],
    ],
  ],
  [
    "What it reads:",
    [
      "The tenant keeps tasks for 90 days. At most 2,000 of the newest are read, then at most 1,000 of " +
        'each 50 sources that are in none of those: "none since" a day says how far back that was.',
    ],
  ],
  [
    "As a check:",
    [
      "With --older-than or --failed only the sources that fail the check are shown, and nothing where " +
        "all pass, as cron likes it. A running run is as old as its start; whether a source failed is " +
        "told by its last run that is over.",
    ],
  ],
  [
    "Exit codes:",
    [
      [
        ["0", "every source passes, or there was nothing to check"],
        ["1", "a source fails the check"],
        ["3", "none fails, but tasks were not read as far back as --older-than"],
        ["4", "sign-in or permission refused"],
        ["5", "no source to be seen"],
        ["124", "--timeout ran out"],
      ],
    ],
  ],
  [
    "Examples:",
    [
      {
        lines: [
          "aggwatch sources",
          "aggwatch sources --older-than 2d --failed",
          "aggwatch sources 'AD *' \"Workday HR\" --output json",
        ],
      },
    ],
  ],
];

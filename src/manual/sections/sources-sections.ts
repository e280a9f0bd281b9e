import type { Section } from "../command-help.ts";

/** What `aggwatch sources --help` says below its flags. */
export const sourcesSections: readonly Section[] = [
  [
    "Columns:",
    [
      [
        ["STARTED, AGE", "when the last run started; it may still be RUNNING"],
        ["RESULT", 'the verdict of its task; "none in 90 days" does not mean never'],
        ["DURATION", "how long it took, or has been running"],
        ["USUAL", "the median of the runs before it, from the history and the tenant's tasks"],
      ],
    ],
  ],
  [
    "What it reads:",
    [
      "The tenant keeps tasks for 90 days. aggwatch reads at most 2,000 of the newest, then at most " +
        'another 1,000 for every 50 sources missing from those. "none since" a day says how far back ' +
        "it read.",
    ],
  ],
  [
    "As a check:",
    [
      "With --older-than or --failed, only the sources that fail the check are shown, and nothing if " +
        "all pass, as cron likes it. A run in progress is as old as its start. Whether a source failed " +
        "depends on its last finished run.",
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
        ["5", "no source visible"],
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

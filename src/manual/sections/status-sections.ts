import type { Section } from "../command-help.ts";

/** What `aggwatch status --help` says below its flags. */
export const statusSections: readonly Section[] = [
  [
    "What it sends:",
    [
      "One status request for each id, and one for the task of an id that has ended or is not found.",
    ],
  ],
  [
    "Exit codes:",
    [
      [
        ["0", "succeeded"],
        ["1", "failed"],
        ["3", "outcome unknown"],
        ["4", "sign-in or permission refused"],
        ["5", "no aggregation to show"],
        ["8", "running"],
        ["124", "--timeout ran out"],
      ],
      "Of several aggregations, the first of 4, 1, 3, 5, 8.",
    ],
  ],
  [
    "Examples:",
    [
      {
        lines: [
          'aggwatch status 2c91808477a6b0c60177a81146b8110b="Workday HR"',
          'aggwatch status --source "Workday HR" --latest --output json',
          "aggwatch status --source Okta --output line",
        ],
      },
    ],
  ],
];

import type { Section } from "../command-help.ts";

/** What `aggwatch wait --help` says below its flags. */
export const waitSections: readonly Section[] = [
  [
    "When it is idle:",
    [
      "Every 10 seconds, aggwatch checks what is running. A run that starts and ends between two checks " +
        "counts, and so does one that another user started; a failed check starts the time over. Stuck " +
        "tasks don't count; they are named. A rate limit (429) delays a check and is reported with its end.",
    ],
  ],
  [
    "Exit codes:",
    [
      [
        ["0", "idle"],
        ["3", "no answer from the tenant"],
        ["4", "sign-in or permission refused"],
        ["8", "quit with q, or its pipe closed"],
        ["124", "--timeout ran out"],
      ],
    ],
  ],
  [
    "Examples:",
    [
      {
        lines: [
          "aggwatch wait --timeout 2h && aggwatch start Payroll",
          'aggwatch wait --source "Workday HR" --idle 1m',
        ],
      },
    ],
  ],
];

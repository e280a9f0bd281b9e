import type { Block } from "./page.ts";

/** For `--help` and the man page. */
export const examples: Block = {
  lines: [
    'aggwatch 2c91808477a6b0c60177a81146b8110b="Workday HR"',
    "aggwatch - < ids.txt",
    'aggwatch --source "Workday HR"',
    'aggwatch start "Workday HR"',
    "aggwatch list",
    "aggwatch --follow",
    "aggwatch acme:ID beta:ID",
    "aggwatch replay workday.ndjson",
    "aggwatch demo",
  ],
};

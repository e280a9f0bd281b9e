import * as fc from "fast-check";
import stripAnsi from "strip-ansi";
import { expect, test } from "vitest";
import type { ListedTask } from "../../../src/api/endpoints/tasks.ts";
import { lastRunsOf } from "../../../src/history/last-runs.ts";
import { sourcesTable } from "../../../src/output/sources-table.ts";
import { width } from "../../../src/text/columns.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const now = new Date(2026, 10, 23, 14, 7).getTime();
const names = ["Active Directory", "Workday HR", "Okta", "Box", "SAP ECC"] as const;
const sources = names.map((name, index) => ({ id: `s${index}`, name, isDelimitedFile: false }));

function task(
  sourceId: string,
  agoMs: number,
  completionStatus?: string,
  tookMs = 12 * minute,
): ListedTask {
  const created = now - agoMs;
  return {
    id: `${sourceId} ${agoMs}`,
    uniqueName: "Cloud Account Aggregation",
    launcher: undefined,
    created,
    launched: undefined,
    completed: completionStatus === undefined ? undefined : created + tookMs,
    completionStatus,
    messages: [],
    sourceId,
    sourceName: sourceId,
    answeredAt: now,
  };
}

const stuck = task("s2", 5 * day);
const earlier = [1, 2, 3, 4, 5].map((days) => task("s1", days * day, "SUCCESS"));
const runs = lastRunsOf(sources, {
  tasks: [
    task("s0", 4 * minute),
    task("s0", day, "TEMPERROR"),
    task("s1", 40 * minute, "Warning", 31 * minute),
    ...earlier,
    stuck,
    task("s2", 28 * day, "MERGED"),
  ],
  stuck: [stuck],
  unseenSince: new Map([["s4", now - 20 * day]]),
  kept: [],
  tenant: "acme.api.identitynow.com",
  now,
});

const table = (room = Number.POSITIVE_INFINITY) => sourcesTable(runs, room, () => undefined);

test("a row for each source: its last run, how old it is, what came of it, what is usual", () => {
  expect(table()).toEqual([
    "SOURCE            STARTED               AGE  RESULT                    DURATION        USUAL",
    "Active Directory  2026-11-23 14:03   4m 00s  RUNNING, last TEMP_ERROR    4m 00s            -",
    "Workday HR        2026-11-23 13:27  40m 00s  WARNING                    31m 00s  12m, longer",
    "Okta              2026-10-26 14:07  28d 00h  MERGED, stuck task         12m 00s            -",
    "Box               -                       -  none in 90 days                  -            -",
    "SAP ECC           -                       -  none since 2026-11-03            -            -",
  ]);
});

test("a narrow terminal does without the duration, then the start, what is usual and the age", () => {
  const heads = [92, 82, 65, 52, 40].map((room) => table(room)[0]?.trim().split(/ {2,}/));
  expect(heads).toEqual([
    ["SOURCE", "STARTED", "AGE", "RESULT", "DURATION", "USUAL"],
    ["SOURCE", "STARTED", "AGE", "RESULT", "USUAL"],
    ["SOURCE", "AGE", "RESULT", "USUAL"],
    ["SOURCE", "AGE", "RESULT"],
    ["SOURCE", "RESULT"],
  ]);
});

test("without sources there is nothing", () => {
  expect(sourcesTable([], 80, () => undefined)).toEqual([]);
});

test("property: a terminal of 45 columns and more has every row in one line", () => {
  fc.assert(
    fc.property(fc.integer({ min: 45, max: 200 }), (room) => {
      for (const line of table(room)) expect(width(line)).toBeLessThanOrEqual(room);
    }),
  );
});

test("a name leads to its source, and the columns stay where they are", () => {
  const plain = table(70);
  const linked = sourcesTable(runs, 70, ({ source }) => `https://acme.test/${source.id}`);
  expect(linked[3]).toContain("]8;;https://acme.test/s2");
  expect(linked.map((line) => stripAnsi(line))).toEqual(plain);
});

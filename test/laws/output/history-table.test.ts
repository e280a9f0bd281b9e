import { describe, expect, test } from "vitest";
import { noCourse } from "../../../src/history/course-of-run.ts";
import type { Run } from "../../../src/history/run.ts";
import { historyTable } from "../../../src/output/history-table.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const evening = Date.parse("2026-11-23T22:07:31Z");

function run(changes: Partial<Run> = {}): Run {
  return {
    endedAt: evening,
    tenant: "acme.api.identitynow.com",
    id: "a",
    source: "Workday HR",
    ending: "COMPLETED",
    verdict: undefined,
    collectingMs: 6 * minute,
    processingMs: 9 * minute,
    tookMs: 15 * minute,
    totalAccounts: 5200,
    totalIdentities: 2640,
    totalAccountsMarkedForDeletion: 12,
    ...noCourse,
    ...changes,
  };
}

const late = { collectingMs: undefined, processingMs: undefined, tookMs: undefined };

test("three sources: the one that ran last first, each newest first, with what is usual below", () => {
  const runs = [
    run({ endedAt: evening - 2 * day, tookMs: 13 * minute, totalAccounts: 1_234_567 }),
    run({
      endedAt: evening - day,
      source: "AD",
      ...late,
      totalAccountsMarkedForDeletion: undefined,
    }),
    run({ endedAt: evening - day, ending: "TERMINATED", ...late }),
    run({ endedAt: evening - day / 2, source: undefined, ending: "EXPIRED", ...late }),
    run({ collectingMs: undefined, totalIdentities: undefined }),
  ];
  expect(`\n${historyTable(runs)}\n`).toBe(`
Workday HR, acme
when              ending         took  collecting   accounts  identities  deletes
2026-11-23 22:07  COMPLETED   15m 00s           -      5,200           -       12
2026-11-22 22:07  TERMINATED        -           -      5,200       2,640       12
2026-11-21 22:07  COMPLETED   13m 00s      6m 00s  1,234,567       2,640       12
usual             1–2 runs    14m 00s      6m 00s
90th percentile               14m 48s      6m 00s

without a label, acme
when              ending         took  collecting   accounts  identities  deletes
2026-11-23 10:07  EXPIRED           -           -      5,200       2,640       12

AD, acme
when              ending         took  collecting   accounts  identities  deletes
2026-11-22 22:07  COMPLETED         -           -      5,200       2,640        -
`);
});

test("an ordinary table fits 80 columns", () => {
  const runs = [
    run({ ending: "TERMINATED", tookMs: 23 * 60 * minute }),
    run({ totalAccounts: 99_999 }),
  ];
  for (const line of historyTable(runs).split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

describe("of a source that ran often", () => {
  const many = Array.from({ length: 25 }, (_, index) => run({ endedAt: evening + index * day }));

  test("the last twenty are shown, and it is said that there are more", () => {
    const lines = historyTable(many).split("\n");
    expect(lines[0]).toBe("Workday HR, acme, the last 20 of 25 runs");
    expect(lines.filter((line) => line.includes("COMPLETED"))).toHaveLength(20);
    expect(lines[2]).toMatch(/^2026-12-17 22:07/);
  });

  test("what is usual is told from as many as it says", () => {
    expect(historyTable(many)).toMatch(/\nusual +10 runs +15m 00s +6m 00s\n90th percentile +15m/);
    expect(historyTable([run()])).toMatch(/\nusual +1 run +15m/);
  });
});

test("the same label in two tenants is two sources", () => {
  const runs = [run(), run({ tenant: "other.api.identitynow.com" })];
  expect(
    historyTable(runs)
      .split("\n")
      .filter((line) => line.startsWith("Workday HR")),
  ).toEqual(["Workday HR, other", "Workday HR, acme"]);
});

test("no run, no line", () => {
  expect(historyTable([])).toBe("");
});

test("a verdict stands with its ending where it is not what one expects", () => {
  const runs = (["SUCCESS", "WARNING", "ERROR"] as const).map((verdict) => run({ verdict }));
  const lines = historyTable(runs).split("\n");
  expect(lines[2]).toContain("COMPLETED, ERROR    15m");
  expect(lines[3]).toContain("COMPLETED, WARNING  15m");
  expect(lines[4]).toMatch(/COMPLETED +15m/);
});

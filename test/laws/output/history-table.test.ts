import { describe, expect, test } from "vitest";
import { noCourse } from "../../../src/history/course-of-run.ts";
import type { Run } from "../../../src/history/run.ts";
import { sourceHistories } from "../../../src/history/source-history.ts";
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

const tableOf = (runs: readonly Run[]) => historyTable(sourceHistories(runs));

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
  expect(`\n${tableOf(runs)}\n`).toBe(`
Workday HR, acme
when              ending         took  collecting   accounts  identities  deletes
2026-11-23 22:07  COMPLETED   15m 00s           -      5,200           -       12
2026-11-22 22:07  TERMINATED        -           -      5,200       2,640       12
2026-11-21 22:07  COMPLETED   13m 00s      6m 00s  1,234,567       2,640       12
usual             1–2 runs    14m 00s      6m 00s
90th percentile               14m 48s      6m 00s
trend             ▇█

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
  for (const line of tableOf(runs).split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

describe("of a source that ran often", () => {
  const many = Array.from({ length: 25 }, (_, index) => run({ endedAt: evening + index * day }));

  test("the last twenty are shown, and it is said that there are more", () => {
    const lines = tableOf(many).split("\n");
    expect(lines[0]).toBe("Workday HR, acme, the last 20 of 25 runs");
    expect(lines.filter((line) => line.includes("COMPLETED"))).toHaveLength(20);
    expect(lines[2]).toMatch(/^2026-12-17 22:07/);
  });

  test("what is usual is told from as many as it says", () => {
    expect(tableOf(many)).toMatch(/\nusual +10 runs +15m 00s +6m 00s\n90th percentile +15m/);
    expect(tableOf([run()])).toMatch(/\nusual +1 run +15m/);
  });
});

test("the same label in two tenants is two sources", () => {
  const runs = [run(), run({ tenant: "other.api.identitynow.com" })];
  expect(
    tableOf(runs)
      .split("\n")
      .filter((line) => line.startsWith("Workday HR")),
  ).toEqual(["Workday HR, other", "Workday HR, acme"]);
});

test("no run, no line", () => {
  expect(tableOf([])).toBe("");
});

test("a verdict stands with its ending where it is not what one expects", () => {
  const runs = (["SUCCESS", "WARNING", "ERROR"] as const).map((verdict) => run({ verdict }));
  const lines = tableOf(runs).split("\n");
  expect(lines[2]).toContain("COMPLETED, ERROR    15m");
  expect(lines[3]).toContain("COMPLETED, WARNING  15m");
  expect(lines[4]).toMatch(/COMPLETED +15m/);
});

describe("below what is usual stands", () => {
  const ofMinutes = (...minutes: readonly number[]) =>
    minutes.map((own, index) => run({ endedAt: evening + index * day, tookMs: own * minute }));
  const rowOf = (name: string, runs: readonly Run[]) =>
    tableOf(runs)
      .split("\n")
      .find((line) => line.startsWith(name));

  test("no trend of a run alone, and the bars alone of a few", () => {
    expect(rowOf("trend", ofMinutes(10))).toBeUndefined();
    expect(rowOf("trend", ofMinutes(10, 20, 5))).toBe("trend             ▄█▂");
  });

  test("how the last runs compare with those before", () => {
    expect(rowOf("trend", ofMinutes(8, 8, 8, 10, 10, 10))).toBe(
      "trend             ▆▆▆███  the last 3 took 25% longer than the 3 before",
    );
    expect(rowOf("trend", ofMinutes(10, 10, 10, 10, 10, 7, 7, 7, 7, 7))).toBe(
      "trend             █████▆▆▆▆▆  the last 5 took 30% less time than the 5 before",
    );
    expect(rowOf("trend", ofMinutes(10, 10, 10, 10.9, 10.9, 10.9))).toMatch(
      /  steady: the last 3 took as long as the 3 before$/,
    );
  });

  test("how far off the forecast was, and how many of its ranges held", () => {
    const told = (atMin: number, leftMin: number, mostMin: number) => ({
      atMs: atMin * minute,
      leftMs: leftMin * minute,
      leastMs: leftMin * minute,
      mostMs: mostMin * minute,
    });
    const runs = [
      run({ tookMs: 20 * minute, toldAtQuarter: told(5, 12, 14), toldAtHalf: told(10, 9, 10) }),
      run({ tookMs: 20 * minute, toldAtHalf: told(10, 10, 11) }),
      run(),
    ];
    expect(rowOf("forecast error", runs)).toBe(
      "forecast error    20% at a quarter of a run, 5% at half (median of 2 runs)",
    );
    expect(rowOf("forecast range", runs)).toBe("forecast range    2 of 3 held (aim: 4 in 5)");
    expect(rowOf("forecast error", runs.slice(1))).toBe("forecast error    0% at half (1 run)");
    expect(rowOf("forecast", [run()])).toBeUndefined();
  });

  test("nothing that is wider than 80 columns", () => {
    const told = { atMs: 1, leftMs: 900 * minute, leastMs: 0, mostMs: 0 };
    const slower = [9, 9, 9, 9, 9, 90, 90, 90, 90, 90];
    const runs = slower.map((own, index) =>
      run({
        endedAt: evening + index * day,
        tookMs: own * minute,
        toldAtQuarter: told,
        toldAtHalf: told,
      }),
    );
    for (const line of tableOf(runs).split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distinctRuns } from "../../../src/history/distinct.ts";
import { noCourse } from "../../../src/history/course-of-run.ts";
import type { Run } from "../../../src/history/run.ts";
import { usualOf } from "../../../src/history/usual.ts";

const tenant = "acme.api.identitynow.com";

function run(changes: Partial<Run> = {}): Run {
  return {
    endedAt: 0,
    tenant,
    id: "a",
    source: "HR",
    ending: "COMPLETED",
    verdict: undefined,
    collectingMs: undefined,
    processingMs: undefined,
    tookMs: undefined,
    totalAccounts: undefined,
    totalIdentities: undefined,
    totalAccountsMarkedForDeletion: undefined,
    ...noCourse,
    ...changes,
  };
}

const took = (...durations: readonly (number | undefined)[]) =>
  durations.map((tookMs) => run({ tookMs }));

describe("what is usual", () => {
  test("is unknown without runs", () => {
    expect(usualOf([], tenant, "HR")).toBeUndefined();
    expect(usualOf(took(undefined), tenant, "HR")).toBeUndefined();
  });

  test("is a run's duration where there is one run", () => {
    expect(usualOf(took(7), tenant, "HR")).toEqual({
      took: { medianMs: 7, p90Ms: 7, runs: 1 },
      collecting: undefined,
      lastTookMs: [7],
    });
  });

  test("is the median, whatever the order, and one odd run does not move it", () => {
    expect(usualOf(took(9, 1, 5), tenant, "HR")?.took?.medianMs).toBe(5);
    expect(usualOf(took(9000, 1, 5), tenant, "HR")?.took?.medianMs).toBe(5);
    expect(usualOf(took(4, 1, 9, 6), tenant, "HR")?.took?.medianMs).toBe(5);
  });

  test("ends at the ninetieth percentile", () => {
    const spread = usualOf(took(10, 20, 30, 40, 50, 60, 70, 80, 90, 100), tenant, "HR")?.took;
    expect(spread).toEqual({ medianMs: 55, p90Ms: 91, runs: 10 });
  });

  test("is not told from what went wrong, as its task says; a warning is usual", () => {
    const wrong = (["ERROR", "TERMINATED", "TEMP_ERROR"] as const).map((verdict) =>
      run({ tookMs: 1, verdict }),
    );
    const right = run({ tookMs: 9, verdict: "WARNING" });
    expect(usualOf([...wrong, right], tenant, "HR")?.took).toMatchObject({ medianMs: 9, runs: 1 });
  });

  test("is told from the last ten", () => {
    const durations = Array.from({ length: 25 }, (_, index) => index);
    expect(usualOf(took(...durations), tenant, "HR")?.took).toMatchObject({
      medianMs: 19.5,
      runs: 10,
    });
  });

  test("is told for each duration from the runs of which it is known", () => {
    const runs = [
      run({ tookMs: 10, collectingMs: 4 }),
      ...took(20, ...Array.from({ length: 12 }, () => undefined)),
    ];
    expect(usualOf(runs, tenant, "HR")).toEqual({
      took: { medianMs: 15, p90Ms: 19, runs: 2 },
      collecting: { medianMs: 4, p90Ms: 4, runs: 1 },
      lastTookMs: [10, 20],
    });
  });

  test.for([
    ["another source", { source: "AD" }],
    ["another tenant", { tenant: "other.api.identitynow.com" }],
    ["no known source", { source: undefined }],
    ["a run that was cancelled", { ending: "CANCELLED" }],
    ["a run that was terminated", { ending: "TERMINATED" }],
    ["a run whose end nobody saw", { ending: "EXPIRED" }],
  ] as const)("is not told from %s", ([, changes]) => {
    expect(usualOf([run({ tookMs: 7, ...changes })], tenant, "HR")).toBeUndefined();
  });

  test("is unknown for ids without a label: they may be of any source", () => {
    expect(usualOf([run({ source: undefined, tookMs: 7 })], tenant, undefined)).toBeUndefined();
  });

  test("property: lies between the shortest and the longest, the median before the percentile", () => {
    const durations = fc.array(fc.nat(86_400_000), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(durations, (all) => {
        const { medianMs = NaN, p90Ms = NaN } = usualOf(took(...all), tenant, "HR")?.took ?? {};
        expect(medianMs).toBeGreaterThanOrEqual(Math.min(...all));
        expect(p90Ms).toBeGreaterThanOrEqual(medianMs);
        expect(p90Ms).toBeLessThanOrEqual(Math.max(...all));
      }),
    );
  });
});

describe("an aggregation that was watched twice", () => {
  const seen = run({ tookMs: 7, collectingMs: 3, tailMs: 1, endedAt: 1 });

  test("is one run", () => {
    expect(distinctRuns([seen, { ...seen, endedAt: 2 }])).toEqual([seen]);
  });

  test.for([
    ["knows its durations, not the one that came after the end", run()],
    ["saw the end", run({ ...seen, ending: "EXPIRED" })],
    ["knows the source", run({ ...seen, source: undefined })],
    ["saw it from its beginning", run({ tookMs: 7 })],
    ["saw how its work went", run({ collectingMs: 3, tookMs: 7, tailMs: undefined })],
  ] as const)("is told by the record that %s", ([, lesser]) => {
    expect(distinctRuns([lesser, seen])).toEqual([seen]);
    expect(distinctRuns([seen, lesser])).toEqual([seen]);
  });

  test("is two where the tenants are two, or the ids", () => {
    const all = [seen, { ...seen, id: "b" }, { ...seen, tenant: "other.api.identitynow.com" }];
    expect(distinctRuns(all)).toEqual(all);
  });
});

test("accounts and entitlements of a source are never mixed", () => {
  const ofEntitlements = (tookMs: number) => run({ tookMs, kind: "entitlement" });
  const all = [...took(600_000, 620_000), ofEntitlements(60_000), ofEntitlements(70_000)];
  expect(usualOf(all, tenant, "HR")?.lastTookMs).toEqual([600_000, 620_000]);
  expect(usualOf(all, tenant, "HR", "entitlement")?.lastTookMs).toEqual([60_000, 70_000]);
});

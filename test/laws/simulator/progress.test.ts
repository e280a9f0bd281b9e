import { expect, test } from "vitest";
import { randomOf } from "../../../src/simulator/timeline/random.ts";
import { type ScenarioName, scenarioOf } from "../../../src/simulator/scenarios/scenarios.ts";
import {
  type Counters,
  type Step,
  stepAt,
  type Timeline,
} from "../../../src/simulator/timeline/timeline.ts";

const seeds = Array.from({ length: 50 }, (_, seed) => seed);

/** The timelines of a scenario, one for each seed. */
function timelinesOf(name: ScenarioName): readonly Timeline[] {
  return seeds.map((seed) => scenarioOf(name).timeline(randomOf(seed)));
}

type Counted = Step & { readonly counters: Counters };

function countedOf(timeline: Timeline): readonly Counted[] {
  return timeline.filter((step): step is Counted => step.counters !== undefined);
}

/** The moments at which a counter stands higher than before, and the first moment of all. */
function risesOf(timeline: Timeline, counter: keyof Counters): readonly number[] {
  const counted = countedOf(timeline);
  return counted
    .filter((step, index) => step.counters[counter] !== counted[index - 1]?.counters[counter])
    .map(({ atMs }) => atMs);
}

function gapsOf(moments: readonly number[]): readonly number[] {
  return moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
}

/** How long `holds` is true, in milliseconds. */
function lengthOf(timeline: Timeline, holds: (step: Step) => boolean): number {
  return timeline.reduce((sum, step, index) => {
    const next = timeline[index + 1];
    return next && holds(step) ? sum + next.atMs - step.atMs : sum;
  }, 0);
}

function statusesOf(timeline: Timeline): readonly Step["status"][] {
  const statuses = timeline.map(({ status }) => status);
  return statuses.filter((status, index) => status !== statuses[index - 1]);
}

test("processedAccounts never exceeds totalAccounts in the normal scenario, and never falls", () => {
  for (const timeline of timelinesOf("normal")) {
    let before = 0;
    for (const { counters } of countedOf(timeline)) {
      expect(counters.processedAccounts).toBeLessThanOrEqual(counters.totalAccounts);
      expect(counters.processedIdentities).toBeLessThanOrEqual(counters.totalIdentities);
      expect(counters.deletedAccounts).toBeLessThanOrEqual(counters.totalAccountsMarkedForDeletion);
      expect(counters.deletedAccounts).toBeLessThanOrEqual(counters.processedAccounts);
      expect(counters.processedAccounts).toBeGreaterThanOrEqual(before);
      before = counters.processedAccounts;
    }
  }
});

test("batches come 4 to 40 seconds apart, 12 to 15 on average, and differ in size", () => {
  const timelines = timelinesOf("normal");
  const gaps = timelines.flatMap((timeline) => gapsOf(risesOf(timeline, "processedAccounts")));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4000);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(40_000);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  expect(mean).toBeGreaterThan(12_000);
  expect(mean).toBeLessThan(15_000);
  for (const timeline of timelines) {
    const sizes = gapsOf(countedOf(timeline).map(({ counters }) => counters.processedAccounts));
    const moved = sizes.filter((size) => size > 0);
    expect(Math.max(...moved)).toBeGreaterThan(3 * Math.min(...moved));
  }
});

test("identities begin after accounts do and go on after accounts have ended", () => {
  for (const timeline of timelinesOf("normal")) {
    const accounts = risesOf(timeline, "processedAccounts");
    const identities = risesOf(timeline, "processedIdentities");
    expect(identities[1]).toBeGreaterThan(accounts[0] ?? 0);
    expect(identities.at(-1)).toBeGreaterThan(accounts.at(-1) ?? 0);
  }
});

test("all is processed for a while before COMPLETED", () => {
  for (const timeline of timelinesOf("normal")) {
    const finishing = lengthOf(
      timeline,
      ({ counters }) =>
        counters?.processedAccounts === counters?.totalAccounts &&
        counters?.processedIdentities === counters?.totalIdentities &&
        counters !== undefined,
    );
    expect(finishing).toBeGreaterThanOrEqual(12_000);
    expect(finishing).toBeLessThanOrEqual(25_000);
  }
});

test("grows: the total rises three times and is never reached before its last rise", () => {
  for (const timeline of timelinesOf("grows")) {
    const counted = countedOf(timeline);
    const totals = new Set(counted.map(({ counters }) => counters.totalAccounts));
    expect([...totals]).toEqual([...totals].toSorted((one, other) => one - other));
    expect(totals.size).toBeGreaterThanOrEqual(3);
    for (const { counters } of counted.filter((step) => step.status !== "COMPLETED")) {
      expect(counters.processedAccounts).toBeLessThanOrEqual(counters.totalAccounts);
    }
  }
});

function isBelow({ counters }: Step): boolean {
  return counters !== undefined && counters.totalAccounts < counters.processedAccounts;
}

test("shrinks: the total is below what is processed for at least 45 seconds, but not at the end", () => {
  for (const timeline of timelinesOf("shrinks")) {
    expect(lengthOf(timeline, isBelow)).toBeGreaterThanOrEqual(45_000);
    expect(timeline.filter(isBelow)).not.toContain(timeline.at(-1));
  }
});

test("stall: nothing moves for four minutes, after at least three batches", () => {
  for (const timeline of timelinesOf("stall")) {
    const moments = countedOf(timeline).map(({ atMs }) => atMs);
    const gaps = gapsOf(moments);
    const pause = Math.max(...gaps);
    expect(pause).toBeGreaterThanOrEqual(240_000);
    const before = moments[gaps.indexOf(pause)] ?? 0;
    const rises = risesOf(timeline, "processedAccounts").filter((atMs) => atMs <= before);
    expect(rises.length).toBeGreaterThan(3);
  }
});

test("quick goes straight from STARTED to COMPLETED, zero through 0 of 0", () => {
  for (const timeline of timelinesOf("quick")) {
    expect(statusesOf(timeline)).toEqual(["STARTED", "COMPLETED"]);
  }
  for (const timeline of timelinesOf("zero")) {
    expect(statusesOf(timeline)).toEqual(["STARTED", "ACCOUNTS_COLLECTED", "COMPLETED"]);
    const counters = countedOf(timeline).map((step) => step.counters);
    expect(new Set(counters.flatMap((each) => Object.values(each)))).toEqual(new Set([0]));
  }
});

test("cancelled ends midway and keeps its counters", () => {
  for (const timeline of timelinesOf("cancelled")) {
    const last = countedOf(timeline).at(-1);
    expect(last?.status).toBe("CANCELLED");
    expect(last?.counters.processedAccounts).toBeGreaterThan(0);
    expect(last?.counters.processedAccounts).toBeLessThan(last?.counters.totalAccounts ?? 0);
  }
});

test("terminated: three tries, the second one with some progress", () => {
  for (const timeline of timelinesOf("terminated")) {
    const tries = ["STARTED", "RETRIED", "STARTED", "ACCOUNTS_COLLECTED"];
    expect(statusesOf(timeline)).toEqual([...tries, "RETRIED", "STARTED", "TERMINATED"]);
    const processed = countedOf(timeline).map(({ counters }) => counters.processedAccounts);
    expect(Math.max(...processed)).toBeGreaterThan(0);
  }
});

test("unknown-status says MERGING for at least 30 seconds in the middle", () => {
  for (const timeline of timelinesOf("unknown-status")) {
    const middle = ["ACCOUNTS_COLLECTED", "MERGING", "ACCOUNTS_COLLECTED"];
    expect(statusesOf(timeline)).toEqual(["STARTED", ...middle, "COMPLETED"]);
    expect(lengthOf(timeline, ({ status }) => status === "MERGING")).toBeGreaterThan(30_000);
  }
});

test("deletions: collects for six minutes, then deletes hundreds, all of them in the end", () => {
  for (const timeline of timelinesOf("deletions")) {
    expect(lengthOf(timeline, ({ status }) => status === "STARTED")).toBe(360_000);
    const last = countedOf(timeline).at(-1)?.counters;
    expect(last?.deletedAccounts).toBeGreaterThanOrEqual(800);
    expect(last?.deletedAccounts).toBe(last?.totalAccountsMarkedForDeletion);
  }
});

test("expired is last seen at 98 percent; late is first seen after ten seconds", () => {
  for (const timeline of timelinesOf("expired")) {
    const { totalAccounts, processedAccounts } = countedOf(timeline).at(-1)?.counters ?? {};
    expect(processedAccounts).toBe(Math.ceil((totalAccounts ?? 0) * 0.98));
  }
  for (const timeline of timelinesOf("late")) {
    expect(stepAt(timeline, 9999)).toBeUndefined();
    expect(stepAt(timeline, 10_000)?.status).toBe("STARTED");
  }
});

test("an id is known for an hour after its end, and no longer", () => {
  const ending = ["COMPLETED", "CANCELLED", "TERMINATED"] as const;
  for (const status of ending) {
    const timeline: Timeline = [{ atMs: 0, status: "STARTED", counters: undefined }];
    const ended = [...timeline, { atMs: 5000, status, counters: undefined }];
    expect(stepAt(timeline, 24 * 3_600_000)?.status).toBe("STARTED");
    expect(stepAt(ended, 5000 + 3_599_999)?.status).toBe(status);
    expect(stepAt(ended, 5000 + 3_600_000)).toBeUndefined();
  }
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ListedTask } from "../../../src/api/endpoints/tasks.ts";
import { noCourse } from "../../../src/history/course-of-run.ts";
import { type LastRun, lastRunsOf } from "../../../src/history/last-runs.ts";
import { nothingMore, type Run } from "../../../src/history/run.ts";
import { findingOf } from "../../../src/history/source-check.ts";

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.parse("2026-11-23T12:00:00Z");
const tenant = "acme.api.identitynow.com";
const hr = { id: "s1", name: "HR", isDelimitedFile: false };

/** A task of HR that began so long ago and took so long; one without an outcome runs. */
function task(id: string, agoMs: number, completionStatus?: string, tookMs = hour): ListedTask {
  const created = now - agoMs;
  return {
    id,
    uniqueName: "Cloud Account Aggregation",
    launcher: undefined,
    created,
    launched: undefined,
    completed: completionStatus === undefined ? undefined : created + tookMs,
    completionStatus,
    messages: [],
    sourceId: hr.id,
    sourceName: "HR",
    answeredAt: now,
  };
}

function keptRun(id: string): Run {
  const outcome = { ending: "COMPLETED", verdict: "SUCCESS" } as const;
  const run = { ...nothingMore, ...noCourse, ...outcome, tenant, id, source: "HR" };
  return { ...run, endedAt: now - 3 * day, tookMs: 2 * hour };
}

function lastRun(
  tasks: readonly ListedTask[],
  more: { stuck?: readonly ListedTask[]; since?: number; kept?: readonly Run[] } = {},
): LastRun {
  const { stuck = [], since, kept = [] } = more;
  const unseenSince = new Map(since === undefined ? [] : [[hr.id, since]]);
  const [run] = lastRunsOf([hr], { tasks, stuck, unseenSince, kept, tenant, now });
  if (!run) throw new Error("no row for the source");
  return run;
}

const finding = (run: LastRun, olderThan?: number, failed = false) =>
  findingOf(run, now, { failed, ...(olderThan !== undefined && { olderThan }) });

describe("the last run of a source", () => {
  test("is the newest, as old as its start", () => {
    const run = lastRun([task("b", 5 * hour, "SUCCESS"), task("a", day, "ERROR")]);
    expect(run).toMatchObject({ last: { id: "b" }, ageMs: 5 * hour, tookMs: hour });
  });

  test("that is running is the last one, and the one before it has the result", () => {
    const run = lastRun([task("b", 2 * hour), task("a", day, "ERROR")]);
    expect(run).toMatchObject({ last: { id: "b" }, ended: { id: "a" }, tookMs: 2 * hour });
  });

  test("is not the stuck one", () => {
    const stuck = task("b", 5 * day);
    const run = lastRun([stuck, task("a", 6 * day, "SUCCESS")], { stuck: [stuck] });
    expect(run).toMatchObject({ last: { id: "a" }, isStuck: true });
  });

  test("is compared with the runs before it, of the tenant and of the history, each once", () => {
    const kept = ["a", "k"].map(keptRun);
    const run = lastRun([task("b", hour, "SUCCESS"), task("a", day, "SUCCESS")], { kept });
    expect(run.usual?.took?.runs).toBe(2);
  });

  test("has no duration by moments that cannot be", () => {
    expect(lastRun([{ ...task("a", day, "SUCCESS"), completed: 0 }]).tookMs).toBeUndefined();
  });
});

describe("a check", () => {
  const fresh = lastRun([task("a", day, "SUCCESS")]);

  test("passes without rules", () => {
    expect(finding(lastRun([task("a", 80 * day, "ERROR")]))).toBe("passes");
  });

  test("fails a run that is older, and passes one that is as old", () => {
    expect(finding(fresh, day)).toBe("passes");
    expect(finding(fresh, day - 1)).toBe("fails");
  });

  test("fails a source without any run for as long as tasks are kept", () => {
    expect(finding(lastRun([]), 90 * day)).toBe("fails");
  });

  test("knows nothing of a source whose tasks were not read that far back", () => {
    const run = lastRun([], { since: now - 3 * day });
    expect(finding(run, 4 * day)).toBe("unknown");
    expect(finding(run, 2 * day)).toBe("fails");
  });

  test("fails one that runs for too long, and passes one that has begun again", () => {
    expect(finding(lastRun([task("a", 3 * day)]), 2 * day)).toBe("fails");
    expect(finding(lastRun([task("b", hour), task("a", 3 * day, "SUCCESS")]), 2 * day)).toBe(
      "passes",
    );
  });

  test.for(["ERROR", "Temp Error", "TEMPERROR", "terminated"])("--failed: %s", (status) => {
    const failed = lastRun([task("a", hour, status)]);
    expect(finding(failed, undefined, true)).toBe("fails");
    // Not while it is tried again, either.
    expect(finding(lastRun([task("b", 0), task("a", hour, status)]), undefined, true)).toBe(
      "fails",
    );
  });

  test.for(["SUCCESS", "Warning", "MERGED"])("--failed: not %s", (status) => {
    expect(finding(lastRun([task("a", hour, status)]), undefined, true)).toBe("passes");
    expect(finding(lastRun([]), undefined, true)).toBe("passes");
  });

  test("property: an older limit never fails more", () => {
    const state = fc.constantFrom(
      fresh,
      lastRun([]),
      lastRun([], { since: now - 3 * day }),
      lastRun([task("a", 5 * hour)]),
      lastRun([{ ...task("a", day, "SUCCESS"), created: undefined }]),
    );
    const limit = fc.integer({ min: 1, max: 90 * day });
    fc.assert(
      fc.property(state, limit, limit, (run, one, other) => {
        const [short, long] = [Math.min(one, other), Math.max(one, other)];
        const order = ["passes", "unknown", "fails"];
        const [ofShort, ofLong] = [short, long].map((one) => order.indexOf(finding(run, one)));
        expect(ofLong).toBeLessThanOrEqual(ofShort ?? -1);
      }),
    );
  });
});

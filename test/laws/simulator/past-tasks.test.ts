import { expect, test } from "vitest";
import {
  scenarioOf,
  scenarios,
  type ScenarioName,
} from "../../../src/simulator/scenarios/scenarios.ts";
import { pastTasksOf } from "../../../src/simulator/state/past-tasks.ts";
import { sourcesOf } from "../../../src/simulator/state/sources.ts";
import { endOf } from "../../../src/simulator/timeline/timeline.ts";
import { randomOf } from "../../../src/simulator/timeline/random.ts";

const now = Date.parse("2026-11-23T14:00:00Z");
const seed = 7;
const sources = sourcesOf(seed);
const all = pastTasksOf(sources, scenarios, seed, now, 1);

/** Those of a source that went well, and how long they took. */
function durationsOf(sourceId: string, tasks = all): readonly number[] {
  return tasks
    .filter((task) => task.sourceId === sourceId && task.type === "CLOUD_ACCOUNT_AGGREGATION")
    .filter(({ completionStatus }) => completionStatus === "SUCCESS")
    .map(({ startMs, completedMs = Number.NaN }) => completedMs - startMs);
}

function sourceOf(name: ScenarioName) {
  const { source } = scenarioOf(name);
  return sources.find((one) => one.name === source) ?? { id: "" };
}

test("every source has a run and a mishap in the days before, those served have ten runs", () => {
  const served = [scenarioOf("normal"), scenarioOf("zero")];
  const tasks = pastTasksOf(sources, served, seed, now, 1);
  for (const { id, scenario } of sources) {
    const runs = tasks.filter(
      (task) => task.sourceId === id && task.type === "CLOUD_ACCOUNT_AGGREGATION",
    );
    const isServed = scenario !== undefined && served.includes(scenario);
    expect(runs).toHaveLength(isServed ? 11 : 2);
    expect(durationsOf(id, tasks).length).toBeGreaterThanOrEqual(runs.length - 1);
    expect(runs.every(({ completedMs = Infinity }) => completedMs < now)).toBe(true);
  }
});

test.each(["normal", "deletions", "limiter", "zero", "quick", "cancelled", "stall"] as const)(
  "the runs of %s took as long as such a run takes",
  (name) => {
    const scenario = scenarioOf(name);
    const lengthsMs = Array.from({ length: 50 }, (_, index) => {
      const random = randomOf("any", name, index);
      const timeline = (scenario.usually ?? scenario.timeline)(random);
      return (scenario.startedEarlierMs ?? 0) + (endOf(timeline) ?? Number.NaN);
    });
    const durations = durationsOf(sourceOf(name).id);
    expect(Math.min(...durations)).toBeGreaterThan(0.9 * Math.min(...lengthsMs));
    expect(Math.max(...durations)).toBeLessThan(1.1 * Math.max(...lengthsMs));
    expect(new Set(durations).size).toBeGreaterThan(1);
  },
);

test("at ten times the speed they took a tenth of the time", () => {
  const { id } = sourceOf("normal");
  const quick = durationsOf(id, pastTasksOf(sources, scenarios, seed, now, 10));
  expect(quick).toEqual(durationsOf(id).map((ms) => Math.round(ms / 10)));
});

test("they have counts that agree, and are the same whenever they are made", () => {
  for (const { counts, type } of all) {
    expect(counts !== undefined).toBe(type === "CLOUD_ACCOUNT_AGGREGATION");
    const { total = 0, optimized = 0, created = 0, updated = 0, ignored = 0 } = counts ?? {};
    expect(total).toBe(optimized + created + updated + ignored);
  }
  expect(pastTasksOf(sources, scenarios, seed, now, 1)).toEqual(all);
});

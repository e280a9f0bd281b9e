import { expect, test } from "vitest";
import { scenarioAggregation } from "../../../src/simulator/state/aggregation.ts";
import { taskOf } from "../../../src/simulator/state/aggregation-task.ts";
import { scenarioOf } from "../../../src/simulator/scenarios/scenarios.ts";
import { taskCountsOf } from "../../../src/simulator/state/task-counts.ts";
import { endOf } from "../../../src/simulator/timeline/timeline.ts";
import { randomOf } from "../../../src/simulator/timeline/random.ts";

const never = new Promise<void>(() => undefined);

test.each(["normal", "deletions", "zero", "warnings", "quick", "cancelled"] as const)(
  "%s: a task has counts once it has an outcome, and they agree with its counters",
  (name) => {
    const scenario = scenarioOf(name);
    const ignored = name === "warnings" ? 3 : 0;
    for (let seed = 0; seed < 20; seed += 1) {
      const clock = { ms: 0, now: () => clock.ms, elapsed: () => clock.ms, sleep: () => never };
      const aggregation = scenarioAggregation(scenario, seed, clock);
      aggregation.ask();
      const endMs = endOf(aggregation.timeline) ?? Number.NaN;
      clock.ms = endMs - 1;
      expect(taskOf(aggregation)?.counts).toBeUndefined();
      clock.ms = endMs;
      const { counters } = aggregation.step ?? {};
      const counts = taskOf(aggregation)?.counts;
      const { created = 0, updated = 0, deleted = 0, optimized = 0, total = 0 } = counts ?? {};
      expect(created + updated + deleted).toBe(counters?.processedAccounts);
      expect(deleted).toBe(counters?.deletedAccounts);
      expect(total).toBe(created + updated + optimized + ignored);
      expect(counts?.ignored).toBe(ignored);
      expect(optimized).toBeGreaterThan(0);
      // Every answer has the same counts.
      expect(taskOf(aggregation)?.counts).toEqual(counts);
    }
  },
);

test("a run that does not skip unchanged accounts has none", () => {
  const counters = {
    totalAccounts: 900,
    processedAccounts: 900,
    totalAccountsMarkedForDeletion: 10,
    deletedAccounts: 10,
    totalIdentities: 0,
    processedIdentities: 0,
  };
  const counts = taskCountsOf(counters, 0, false, randomOf(1));
  expect(counts).toMatchObject({ total: 890, optimized: 0, deleted: 10 });
});

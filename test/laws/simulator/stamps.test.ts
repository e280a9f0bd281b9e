import { expect, test } from "vitest";
import { scenarioAggregation } from "../../../src/simulator/state/aggregation.ts";
import { taskOf } from "../../../src/simulator/state/aggregation-task.ts";
import { scenarioOf } from "../../../src/simulator/scenarios/scenarios.ts";
import { endOf } from "../../../src/simulator/timeline/timeline.ts";
import { fasterClock } from "../../../src/time/clock.ts";
import { inventedClock } from "../../support/invented/clock.ts";

test.each([1, 10, 400])(
  "an aggregation that goes %i times as fast says by the wall clock when it started and ended",
  async (speed) => {
    const clock = inventedClock();
    const faster = { ...fasterClock(clock, speed), now: () => clock.now() };
    await clock.advance(3_600_000);
    const aggregation = scenarioAggregation(scenarioOf("normal"), 1, faster);
    aggregation.ask();
    const startedAt = clock.now();
    const endMs = endOf(aggregation.timeline) ?? 0;
    await clock.advance(endMs / speed + 5000);
    expect(aggregation.step?.status).toBe("COMPLETED");
    expect(taskOf(aggregation)?.startMs).toBe(startedAt);
    const completedMs = taskOf(aggregation)?.completedMs ?? 0;
    expect(Math.abs(completedMs - (startedAt + endMs / speed))).toBeLessThanOrEqual(2);
    await clock.advance(1234);
    expect(taskOf(aggregation)?.completedMs).toBe(completedMs);
  },
);

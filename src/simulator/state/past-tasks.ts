import { drawHex, drawWhole, type Random, randomOf, type Range } from "../timeline/random.ts";
import { endOf, type Timeline } from "../timeline/timeline.ts";
import type { NamedScenario } from "../scenarios/scenarios.ts";
import { shortRun } from "../scenarios/plans.ts";
import { entitlementCountsOf, taskCountsOf } from "./task-counts.ts";
import type { SimulatedSource } from "./sources.ts";
import type { Task, TaskType } from "../services/task-body.ts";
import type { CompletionStatus, TaskMessage } from "../scenarios/task-outcome.ts";

const dayMs = 86_400_000;

/** One for each source in turn, so that every spelling occurs. */
const mishaps = ["WARNING", "TEMPERROR", "Success", "TEMP_ERROR", "TERMINATED"] as const;

const ignored: TaskMessage = {
  type: "WARN",
  key: "task_out_account_aggregation_ignored",
  text: null,
};

const mishapDay = 2;
const busyDays = [1, mishapDay, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
/** How long after the same time of the day before a run may have started. */
const startsWithin: Range = [0, 36_000_000];

/**
 * The tasks of the days before: for each source aggregations, one a day, as its runs usually go, one
 * of them with a mishap, and one of entitlements. A source whose scenario is served has ten that went
 * well, the others one.
 *
 * @param pace how many times as fast as `nowMs` its aggregations run
 */
export function pastTasksOf(
  sources: readonly SimulatedSource[],
  served: readonly NamedScenario[],
  seed: number,
  nowMs: number,
  pace: number,
): readonly Task[] {
  return sources.flatMap((source, place) => {
    const mishap = mishaps[place % mishaps.length] ?? "WARNING";
    const isServed = source.scenario !== undefined && served.includes(source.scenario);
    const days = isServed ? busyDays : busyDays.slice(0, 2);
    return [
      ...days.map((day) => {
        const random = randomOf(seed, source.id, "past", day);
        const status = day === mishapDay ? mishap : "SUCCESS";
        return pastRun(source, random, status, Math.floor(nowMs) - day * dayMs, pace);
      }),
      ...entitlementDaysOf(source, isServed).map((day) => {
        const seeds = day === 1 ? [] : [day];
        const random = randomOf(seed, source.id, "entitlements", ...seeds);
        return pastEntitlements(source, random, nowMs - day * dayMs, pace);
      }),
    ];
  });
}

function pastRun(
  source: SimulatedSource,
  random: Random,
  completionStatus: CompletionStatus,
  latestMs: number,
  pace: number,
): Task {
  const startMs = latestMs - drawWhole(random, startsWithin);
  const timeline = usualTimeline(source, random);
  const counters = timeline.findLast((step) => step.counters)?.counters;
  const tookMs = (source.scenario?.startedEarlierMs ?? 0) + (endOf(timeline) ?? 0);
  const isWarning = completionStatus === "WARNING";
  return {
    ...pendingTask(source, "CLOUD_ACCOUNT_AGGREGATION", startMs, random),
    completedMs: startMs + Math.round(tookMs / pace),
    completionStatus,
    messages: isWarning ? [ignored] : [],
    percentComplete: 100,
    counts: counters && taskCountsOf(counters, isWarning ? 3 : 0, true, random),
  };
}

function usualTimeline({ scenario }: SimulatedSource, random: Random): Timeline {
  const played = scenario?.ending === "COMPLETED" ? scenario.timeline : shortRun;
  return (scenario?.usually ?? played)(random);
}

function entitlementDaysOf({ scenario }: SimulatedSource, isServed: boolean): readonly number[] {
  return isServed && scenario?.kind === "entitlement" ? busyDays : [1];
}

function pastEntitlements(
  source: SimulatedSource,
  random: Random,
  latestMs: number,
  pace: number,
): Task {
  const startMs = Math.floor(latestMs) - drawWhole(random, startsWithin);
  const task = pendingTask(source, "CLOUD_GROUP_AGGREGATION", startMs, random);
  return {
    ...task,
    completedMs: startMs + entitlementsMs(source, random, pace),
    completionStatus: "SUCCESS",
    percentComplete: 100,
    entitlementCounts: entitlementCountsOf(random),
  };
}

/** How much runs of a source differ. */
const longerPercent: Range = [80, 130];

function entitlementsMs({ scenario }: SimulatedSource, random: Random, pace: number): number {
  const { kind, task } = scenario ?? {};
  if (kind !== "entitlement" || task?.kind !== "over" || task.afterMs === undefined) {
    return drawWhole(random, [60_000, 1_800_000]);
  }
  return Math.round((task.afterMs * drawWhole(random, longerPercent)) / 100 / pace);
}

/** A task that has been pending for days, of an aggregation that is gone. */
export function stuckTaskOf(source: SimulatedSource, seed: number, nowMs: number): Task {
  const random = randomOf(seed, source.id, "stuck");
  const startMs = Math.floor(nowMs) - 5 * dayMs;
  return pendingTask(source, "CLOUD_ACCOUNT_AGGREGATION", startMs, random);
}

function pendingTask(
  source: SimulatedSource,
  type: TaskType,
  startMs: number,
  random: Random,
): Task {
  return {
    id: drawHex(random, 32),
    type,
    uniqueName: `${names[type]} ${startMs}`,
    sourceId: source.id,
    sourceName: source.name,
    startMs,
    completedMs: undefined,
    completionStatus: undefined,
    messages: [],
    percentComplete: 0,
    isOptimized: true,
  };
}

const names: Readonly<Record<TaskType, string>> = {
  CLOUD_ACCOUNT_AGGREGATION: "Cloud Account Aggregation",
  CLOUD_GROUP_AGGREGATION: "Cloud Group Aggregation",
};

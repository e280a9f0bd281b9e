import type { Course, Scenario } from "./scenario.ts";
import { ordinaryRun, type RunPlan } from "../timeline/ordinary-run.ts";
import type { Random } from "../timeline/random.ts";
import type { Timeline } from "../timeline/timeline.ts";

/** Three to four minutes, for scenarios that are not about progress. */
export const shortPlan: RunPlan = {
  lengthMs: [180_000, 240_000],
  collectingMs: [25_000, 45_000],
  accounts: [900, 2400],
  identities: [300, 700],
  deletions: [3, 30],
  identitiesTailMs: [0, 20_000],
};

export const longPlan: RunPlan = {
  lengthMs: [560_000, 700_000],
  collectingMs: [40_000, 70_000],
  accounts: [3600, 5200],
  identities: [1400, 2100],
  deletions: [10, 60],
  identitiesTailMs: [20_000, 60_000],
};

export function shortRun(random: Random): Timeline {
  return ordinaryRun(random, shortPlan);
}

/** A scenario that completes: a short run, unless `course` says otherwise. */
export function completing<const Name extends string>(
  name: Name,
  source: string,
  about: string,
  course: Partial<Course>,
) {
  const ending = "COMPLETED";
  return { name, source, about, ending, timeline: shortRun, ...course } as const satisfies Scenario;
}

import { ordinaryRun, type RunPlan } from "../timeline/ordinary-run.ts";
import type { Random } from "../timeline/random.ts";
import { called, paused, unknownFor, whenProcessed } from "../timeline/timeline-changes.ts";
import type { Timeline } from "../timeline/timeline.ts";
import { completing, longPlan, shortPlan, shortRun } from "./plans.ts";

const normalPlan: RunPlan = {
  lengthMs: [730_000, 800_000],
  collectingMs: [150_000, 200_000],
  accounts: [5080, 5320],
  identities: [2600, 2680],
  deletions: [8, 24],
  identitiesTailMs: [30_000, 70_000],
};

const deletionsPlan: RunPlan = {
  ...longPlan,
  lengthMs: [620_000, 770_000],
  collectingMs: [360_000, 360_000],
  accounts: [2800, 3400],
  deletions: [800, 1100],
};

const quickPlan: RunPlan = {
  ...shortPlan,
  lengthMs: [120_000, 150_000],
  accounts: [20, 60],
  identities: [10, 20],
  deletions: [0, 4],
};

const nothingPlan: RunPlan = {
  ...quickPlan,
  accounts: [0, 0],
  identities: [0, 0],
  deletions: [0, 0],
};

const stallingPlan: RunPlan = { ...longPlan, lengthMs: [340_000, 400_000] };

/** Aggregations that complete, each progressing in its own way. */
export const progress = [
  completing(
    "normal",
    "Workday HR",
    "collects, processes accounts and identities in batches, completes",
    { timeline: (random) => ordinaryRun(random, normalPlan) },
  ),
  completing(
    "deletions",
    "Active Directory",
    "collects for six minutes, then deletes hundreds of accounts",
    { timeline: (random) => ordinaryRun(random, deletionsPlan) },
  ),
  completing("grows", "Salesforce", "the total grows while accounts are processed", {
    timeline: (random) => ordinaryRun(random, { ...longPlan, totalGuess: growing }),
  }),
  completing("shrinks", "Entra ID", "the total shrinks, for a while below the processed count", {
    timeline: (random) => ordinaryRun(random, { ...longPlan, totalGuess: shrinking }),
  }),
  completing("stall", "ServiceNow", "no progress for four minutes, then continues", {
    timeline: stalling,
    usually: (random) => ordinaryRun(random, stallingPlan),
    startedEarlierMs: 1_500_000,
  }),
  completing("quick", "Slack", "goes from STARTED straight to COMPLETED", {
    timeline: (random) => withoutProgress(ordinaryRun(random, quickPlan)),
  }),
  completing("zero", "Payroll", "nothing changed: 0 of 0", {
    timeline: (random) => ordinaryRun(random, nothingPlan),
  }),
  completing("late", "Jira", "404 for the first ten seconds, then normal", {
    timeline: (random) => unknownFor(10_000, shortRun(random)),
  }),
  completing("unknown-status", "Snowflake", "an undocumented status midway", {
    timeline: (random) => {
      const run = shortRun(random);
      return called(run, "MERGING", whenProcessed(run, 0.4), 45_000);
    },
  }),
] as const;

/** The source is still being read, and the tenant finds more accounts three times. */
function growing(processedShare: number): number {
  if (processedShare < 0.2) return 0.78;
  if (processedShare < 0.42) return 0.86;
  return processedShare < 0.63 ? 0.94 : 1;
}

/** At first too many, then, for a while, fewer than are processed already. */
function shrinking(processedShare: number): number {
  if (processedShare < 0.45) return 1.6;
  return processedShare < 0.75 ? 0.4 : 1;
}

function withoutProgress(timeline: Timeline): Timeline {
  return timeline.filter(({ status }) => status !== "ACCOUNTS_COLLECTED");
}

function stalling(random: Random): Timeline {
  const run = ordinaryRun(random, stallingPlan);
  return paused(run, whenProcessed(run, 0.4), 240_000);
}

import { ordinaryRun, type RunPlan } from "../timeline/ordinary-run.ts";
import type { Random } from "../timeline/random.ts";
import type { Scenario } from "./scenario.ts";
import { called, later, paused, whenProcessed } from "../timeline/timeline-changes.ts";
import type { Timeline } from "../timeline/timeline.ts";
import { longPlan, shortPlan, shortRun } from "./plans.ts";

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

/** Aggregations that complete, each moving in its own way. */
export const progress = [
  {
    name: "normal",
    source: "Workday HR",
    about: "collects, processes accounts and identities in batches, completes",
    ending: "COMPLETED",
    timeline: (random) => ordinaryRun(random, normalPlan),
  },
  {
    name: "deletions",
    source: "Active Directory",
    about: "collects for six minutes, then deletes hundreds of accounts",
    ending: "COMPLETED",
    timeline: (random) => ordinaryRun(random, deletionsPlan),
  },
  {
    name: "grows",
    source: "Salesforce",
    about: "the total grows while accounts are processed",
    ending: "COMPLETED",
    timeline: (random) => ordinaryRun(random, { ...longPlan, totalGuess: growing }),
  },
  {
    name: "shrinks",
    source: "Entra ID",
    about: "the total shrinks, for a while below what is processed",
    ending: "COMPLETED",
    timeline: (random) => ordinaryRun(random, { ...longPlan, totalGuess: shrinking }),
  },
  {
    name: "stall",
    source: "ServiceNow",
    about: "stands still for four minutes, then goes on",
    ending: "COMPLETED",
    timeline: stalling,
    startedEarlierMs: 1_500_000,
  },
  {
    name: "quick",
    source: "Slack",
    about: "goes from STARTED straight to COMPLETED",
    ending: "COMPLETED",
    timeline: (random) => withoutProgress(ordinaryRun(random, quickPlan)),
  },
  {
    name: "zero",
    source: "Payroll",
    about: "nothing changed: 0 of 0",
    ending: "COMPLETED",
    timeline: (random) => ordinaryRun(random, nothingPlan),
  },
  {
    name: "late",
    source: "Jira",
    about: "404 for the first ten seconds, then as usual",
    ending: "COMPLETED",
    timeline: (random) => [
      { atMs: 0, status: undefined, counters: undefined },
      ...later(shortRun(random), 10_000),
    ],
  },
  {
    name: "unknown-status",
    source: "Snowflake",
    about: "a status that nobody published, in the middle",
    ending: "COMPLETED",
    timeline: (random) => {
      const run = shortRun(random);
      return called(run, "MERGING", whenProcessed(run, 0.4), 45_000);
    },
  },
] as const satisfies readonly Scenario[];

/** The source was still being read: the tenant finds more accounts three times. */
function growing(processedShare: number): number {
  if (processedShare < 0.2) return 0.78;
  if (processedShare < 0.42) return 0.86;
  return processedShare < 0.63 ? 0.94 : 1;
}

/** First counted too many, then, for a while, fewer than are processed already. */
function shrinking(processedShare: number): number {
  if (processedShare < 0.45) return 1.6;
  return processedShare < 0.75 ? 0.4 : 1;
}

/** Nobody ever gets to see it between its beginning and its end. */
function withoutProgress(timeline: Timeline): Timeline {
  return timeline.filter(({ status }) => status !== "ACCOUNTS_COLLECTED");
}

function stalling(random: Random): Timeline {
  const run = ordinaryRun(random, { ...longPlan, lengthMs: [340_000, 400_000] });
  return paused(run, whenProcessed(run, 0.4), 240_000);
}

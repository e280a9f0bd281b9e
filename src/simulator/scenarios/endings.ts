import { ordinaryRun, type RunPlan } from "../timeline/ordinary-run.ts";
import type { Random } from "../timeline/random.ts";
import type { Scenario } from "./scenario.ts";
import { message, over } from "./task-outcome.ts";
import { cutShort, later, vanished, whenProcessed } from "../timeline/timeline-changes.ts";
import { type Timeline, unknownId } from "../timeline/timeline.ts";
import { completing, shortPlan, shortRun } from "./plans.ts";

const mediumPlan: RunPlan = { ...shortPlan, lengthMs: [300_000, 390_000] };

const ignoredAccounts = {
  ...over(
    "WARNING",
    message("WARN", "ignored", "3 accounts were ignored because they have no native identity."),
  ),
  ignored: 3,
};

/** Aggregations that do not simply complete. */
export const endings = [
  {
    name: "cancelled",
    source: "GitHub",
    about: "a user cancels it midway",
    ending: "CANCELLED",
    timeline: (random) => {
      const run = ordinaryRun(random, mediumPlan);
      return cutShort(run, whenProcessed(run, 0.5), "CANCELLED");
    },
    usually: (random) => ordinaryRun(random, mediumPlan),
    task: over("TERMINATED"),
  },
  {
    name: "terminated",
    source: "Oracle EBS",
    about: "tried three times, then given up",
    ending: "TERMINATED",
    timeline: threeTries,
    usually: (random) => ordinaryRun(random, mediumPlan),
    task: over(
      "ERROR",
      message(
        "ERROR",
        "va_lost",
        "The Virtual Appliance lost its connection to the source three times.",
      ),
    ),
  },
  completing("warnings", "Okta", "completes, and its task reports warnings", {
    task: ignoredAccounts,
  }),
  completing("errors", "PeopleSoft", "completes, and its task reports errors", {
    task: {
      ...over(
        "ERROR",
        message(
          "ERROR",
          "failed_accounts",
          "17 accounts could not be correlated: attribute 'employeeNumber' is missing.",
        ),
        message("WARN", "partial", "The source ended the last page early."),
      ),
      completedEarlierMs: 4000,
    },
  }),
  {
    name: "unknown",
    source: "Zoom",
    about: "an unknown id: 404",
    ending: "NOT_FOUND",
    timeline: () => [unknownId],
    oldStyleId: true,
    task: { kind: "unknown" },
  },
  {
    name: "not-found",
    source: "DocuSign",
    about: "answers 200 with the status NOT_FOUND",
    ending: "NOT_FOUND",
    timeline: () => [{ atMs: 0, status: "NOT_FOUND", counters: undefined }],
    oldStyleId: true,
    task: { kind: "unknown" },
  },
  {
    name: "expired",
    source: "Box",
    about: "seen up to 98 %, then 404",
    ending: "EXPIRED",
    timeline: (random) => vanished(shortRun(random), 0.98, 60_000),
    startedEarlierMs: 7_800_000,
    task: { kind: "pending" },
  },
  {
    name: "finished",
    source: "SuccessFactors",
    about: "404: it ended two hours ago, per its task",
    ending: "NOT_FOUND",
    timeline: () => [unknownId],
    startedEarlierMs: 8_100_000,
    task: { ...ignoredAccounts, afterMs: -7_200_000 },
  },
] as const satisfies readonly Scenario[];

/** The Virtual Appliance is lost twice, the second time after some progress; each try counts anew. */
function threeTries(random: Random): Timeline {
  const secondTryMs = 75_000;
  const second = later(ordinaryRun(random, mediumPlan), secondTryMs);
  const lostMs = whenProcessed(second, 0.35);
  const thirdTryMs = lostMs + 25_000;
  return [
    { atMs: 0, status: "STARTED", counters: undefined },
    { atMs: 50_000, status: "RETRIED", counters: undefined },
    ...cutShort(second, lostMs, "RETRIED"),
    { atMs: thirdTryMs, status: "STARTED", counters: undefined },
    { atMs: thirdTryMs + 45_000, status: "TERMINATED", counters: undefined },
  ];
}

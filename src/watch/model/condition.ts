import { runningStatus } from "../../api/endpoints/status.ts";
import type { Ending } from "./ending.ts";
import { knownEnding } from "./known-ending.ts";
import { isAllProcessed } from "../forecast/progress.ts";
import { isBad } from "./verdict.ts";
import type { Watch } from "./watch.ts";

/** What an id needs from the user, in listed order. */
export const groups = ["problem", "running", "done"] as const;

export type Group = (typeof groups)[number];

interface Meaning {
  readonly group: Group;
  /** Its place in counts: good and running states first, then those that need action. */
  readonly order: number;
  /** Its place in a list with problems first, by what there is to do about them; 0 comes first. */
  readonly rank: number;
}

/** All states that an id can be in; `conditionLooks` says how they look. */
export const conditions = {
  connecting: { group: "running", order: 6, rank: 10 },
  collecting: { group: "running", order: 4, rank: 10 },
  processing: { group: "running", order: 2, rank: 10 },
  finishing: { group: "running", order: 3, rank: 10 },
  running: { group: "running", order: 5, rank: 10 },
  stalled: { group: "problem", order: 9, rank: 0 },
  retried: { group: "running", order: 7, rank: 10 },
  offline: { group: "problem", order: 10, rank: 9 },
  unknown: { group: "running", order: 8, rank: 10 },
  completed: { group: "done", order: 0, rank: 11 },
  completedWithWarnings: { group: "done", order: 1, rank: 11 },
  completedWithErrors: { group: "problem", order: 12, rank: 2 },
  failed: { group: "problem", order: 13, rank: 3 },
  cancelled: { group: "problem", order: 15, rank: 8 },
  terminated: { group: "problem", order: 11, rank: 1 },
  refused: { group: "problem", order: 14, rank: 7 },
  expired: { group: "problem", order: 16, rank: 4 },
  notFound: { group: "problem", order: 17, rank: 5 },
  givenUp: { group: "problem", order: 18, rank: 6 },
} as const satisfies Readonly<Record<string, Meaning>>;

export type Condition = keyof typeof conditions;

export const conditionOrder: readonly Condition[] = (
  Object.keys(conditions) as Condition[]
).toSorted((one, other) => conditions[one].order - conditions[other].order);

export function conditionOf(watch: Watch): Condition {
  const ending = knownEnding(watch);
  if (ending) return conditionOfEnding(ending);
  if (watch.fault?.isOffline) return "offline";
  if (watch.lastAnswer === undefined) return "connecting";
  if (watch.forecast.stalledMs !== undefined) return "stalled";
  switch (runningStatus(watch.status)) {
    case "STARTED":
      return "collecting";
    case "ACCOUNTS_COLLECTED":
      return isAllProcessed(watch) ? "finishing" : "processing";
    case "RETRIED":
      return "retried";
    case "RUNNING":
      return "running";
    case undefined:
      return "unknown";
  }
}

export function groupOf(watch: Watch): Group {
  return conditions[conditionOf(watch)].group;
}

/** Whether it has ended, and the user has to know why. */
export function isEndedProblem(watch: Watch): boolean {
  return watch.ending !== undefined && groupOf(watch) === "problem";
}

export function rankOf(watch: Watch): number {
  return conditions[conditionOf(watch)].rank;
}

export function conditionOfEnding(ending: Ending): Condition {
  if (ending.kind !== "COMPLETED") return endConditions[ending.kind];
  if (isBad(ending.verdict)) return "completedWithErrors";
  return ending.verdict?.kind === "WARNING" ? "completedWithWarnings" : "completed";
}

const endConditions = {
  FAILED: "failed",
  CANCELLED: "cancelled",
  TERMINATED: "terminated",
  EXPIRED: "expired",
  NOT_FOUND: "notFound",
  GIVEN_UP: "givenUp",
  REFUSED: "refused",
  SIGN_IN_REFUSED: "refused",
} as const;

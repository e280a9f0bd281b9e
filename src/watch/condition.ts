import type { Ending } from "./ending.ts";
import { knownEnding } from "./known-ending.ts";
import { isAllProcessed } from "./progress.ts";
import { isBad } from "./verdict.ts";
import type { Watch } from "./watch.ts";

/** The states that a user can see an id in. */
export type Condition =
  | "connecting"
  | "collecting"
  | "processing"
  | "finishing"
  | "stalled"
  | "retried"
  | "offline"
  | "unknown"
  | "completed"
  | "completedWithWarnings"
  | "completedWithErrors"
  | "failed"
  | "cancelled"
  | "terminated"
  | "refused"
  | "expired"
  | "notFound"
  | "givenUp";

/** How a condition looks everywhere. The word carries it; glyph and group repeat it. */
export interface ConditionLook {
  readonly word: string;
  /** The word for columns and lists, where the whole one takes too much room. */
  readonly shortWord?: string;
  readonly glyph: string;
  readonly group: "running" | "problem" | "done";
}

/** The one table of states. */
export const conditionLooks: Readonly<Record<Condition, ConditionLook>> = {
  connecting: { word: "CONNECTING", glyph: "·", group: "running" },
  collecting: { word: "COLLECTING", glyph: "~", group: "running" },
  processing: { word: "PROCESSING", glyph: "▸", group: "running" },
  finishing: { word: "FINISHING", glyph: "▸", group: "running" },
  stalled: { word: "STALLED", glyph: "!", group: "problem" },
  retried: { word: "RETRIED", glyph: "↺", group: "running" },
  offline: { word: "OFFLINE", glyph: "↯", group: "problem" },
  // An unknown status has the API's word for it, see `conditionWord`.
  unknown: { word: "OTHER STATUS", glyph: "?", group: "running" },
  completed: { word: "COMPLETED", glyph: "✓", group: "done" },
  completedWithWarnings: {
    word: "COMPLETED WITH WARNINGS",
    shortWord: "WITH WARNINGS",
    glyph: "✓",
    group: "done",
  },
  completedWithErrors: {
    word: "COMPLETED WITH ERRORS",
    shortWord: "WITH ERRORS",
    glyph: "✗",
    group: "problem",
  },
  failed: { word: "FAILED", glyph: "✗", group: "problem" },
  cancelled: { word: "CANCELLED", glyph: "−", group: "problem" },
  terminated: { word: "TERMINATED", glyph: "✗", group: "problem" },
  refused: { word: "REFUSED", glyph: "✗", group: "problem" },
  expired: { word: "EXPIRED", glyph: "?", group: "problem" },
  notFound: { word: "NOT FOUND", glyph: "?", group: "problem" },
  givenUp: { word: "GIVEN UP", glyph: "?", group: "problem" },
};

/** The state an id is in. */
export function conditionOf(watch: Watch): Condition {
  const ending = knownEnding(watch);
  if (ending) return conditionOfEnding(ending);
  if (watch.fault?.isOffline) return "offline";
  if (watch.lastAnswer === undefined) return "connecting";
  if (watch.forecast.stalledMs !== undefined) return "stalled";
  switch (watch.status) {
    case "STARTED":
      return "collecting";
    case "ACCOUNTS_COLLECTED":
      return isAllProcessed(watch) ? "finishing" : "processing";
    case "RETRIED":
      return "retried";
    case undefined:
    default:
      return "unknown";
  }
}

/** The word for a state; an unknown status is shown as the API spells it. */
export function conditionWord(watch: Watch): string {
  const condition = conditionOf(watch);
  if (condition === "unknown") return watch.status ?? "NO STATUS";
  return conditionLooks[condition].word;
}

/** The same in as few columns as it can be told in. */
export function shortConditionWord(watch: Watch): string {
  return conditionLooks[conditionOf(watch)].shortWord ?? conditionWord(watch);
}

/** The state of an id that ended so. */
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

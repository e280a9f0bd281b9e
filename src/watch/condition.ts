import { isAllProcessed } from "./progress.ts";
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
  | "cancelled"
  | "terminated"
  | "refused"
  | "expired"
  | "notFound";

/** How a condition looks everywhere. The word carries it; glyph and group repeat it. */
export interface ConditionLook {
  readonly word: string;
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
  unknown: { word: "NO STATUS", glyph: "?", group: "running" },
  completed: { word: "COMPLETED", glyph: "✓", group: "done" },
  cancelled: { word: "CANCELLED", glyph: "−", group: "problem" },
  terminated: { word: "TERMINATED", glyph: "✗", group: "problem" },
  refused: { word: "REFUSED", glyph: "✗", group: "problem" },
  expired: { word: "EXPIRED", glyph: "?", group: "problem" },
  notFound: { word: "NOT FOUND", glyph: "?", group: "problem" },
};

/** The state an id is in. */
export function conditionOf(watch: Watch): Condition {
  if (watch.ending) return endConditions[watch.ending.kind];
  if (watch.fault) return "offline";
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
  const { word } = conditionLooks[condition];
  return condition === "unknown" ? (watch.status ?? word) : word;
}

const endConditions = {
  COMPLETED: "completed",
  CANCELLED: "cancelled",
  TERMINATED: "terminated",
  EXPIRED: "expired",
  NOT_FOUND: "notFound",
  REFUSED: "refused",
  SIGN_IN_REFUSED: "refused",
} as const;

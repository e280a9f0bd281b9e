import { conditionOf } from "./condition.ts";
import { isCheckingVerdict } from "./known-ending.ts";
import type { Watch } from "./watch.ts";

/** Only an answer shows that an aggregation is running: without one the id may be mistyped. */
export type Standing =
  | "running"
  | "retried"
  /** A status that is not documented, or none. */
  | "otherStatus"
  | "unanswered"
  /** Only 404s, too few to be believed. */
  | "notFoundSoFar"
  /** 404s after an answer, too few to be believed. */
  | "noLongerFound"
  | "offline"
  | "verdictPending";

/** Undefined once the id has ended. */
export function standingOf(watch: Watch): Standing | undefined {
  if (watch.ending) return undefined;
  if (isCheckingVerdict(watch)) return "verdictPending";
  if (!watch.lastAnswer) return watch.missing ? "notFoundSoFar" : "unanswered";
  if (watch.missing) return "noLongerFound";
  const condition = conditionOf(watch);
  if (condition === "offline" || condition === "retried") return condition;
  return condition === "unknown" ? "otherStatus" : "running";
}

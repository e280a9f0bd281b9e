import { conditionOf } from "./condition.ts";
import { isCheckingVerdict } from "./known-ending.ts";
import type { Watch } from "./watch.ts";

/**
 * What is known of an id that has not ended. Only an answer can say that an aggregation runs: an id
 * without one may be mistyped, or its tenant unreachable.
 */
export type Standing =
  /** The last answer said so. */
  | "running"
  | "retried"
  /** A status that is not known here, or none. */
  | "otherStatus"
  | "unanswered"
  /** Nothing but 404s, not yet believed. */
  | "notFoundSoFar"
  /** 404s after it had been seen, not yet believed. */
  | "noLongerFound"
  | "offline"
  /** It is over, and its task is being asked what it came to. */
  | "verdictPending";

/** What is known of an id; undefined once it has ended. */
export function standingOf(watch: Watch): Standing | undefined {
  if (watch.ending) return undefined;
  if (isCheckingVerdict(watch)) return "verdictPending";
  if (!watch.lastAnswer) return watch.missing ? "notFoundSoFar" : "unanswered";
  if (watch.missing) return "noLongerFound";
  const condition = conditionOf(watch);
  if (condition === "offline" || condition === "retried") return condition;
  return condition === "unknown" ? "otherStatus" : "running";
}

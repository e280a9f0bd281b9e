import { conditionLooks } from "../../wording/states.ts";
import { type Condition, conditionOf, conditionOfEnding } from "../../watch/model/condition.ts";
import type { Ending } from "../../watch/model/ending.ts";
import { type Standing, standingOf } from "../../watch/model/standing.ts";
import type { Watch } from "../../watch/model/watch.ts";

/** The name of a state in NDJSON, such as `COMPLETED_WITH_ERRORS`. */
export function stateName(condition: Condition): string {
  // Its word is the API's status, which is a field of its own.
  return condition === "unknown" ? "UNKNOWN" : conditionLooks[condition].word.replaceAll(" ", "_");
}

/** SIGN_IN_REFUSED differs from REFUSED: it ends all ids of the client. */
export function outcomeName(ending: Ending): string {
  return ending.kind === "SIGN_IN_REFUSED" ? ending.kind : stateName(conditionOfEnding(ending));
}

/** The number of ids by outcome; of unfinished ones by what is known of them. */
export function outcomeCounts(watches: readonly Watch[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const watch of watches) {
    const standing = standingOf(watch);
    const name = standing ? standingNames[standing] : watch.ending && outcomeName(watch.ending);
    if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

const standingNames: Readonly<Record<Standing, string>> = {
  running: "RUNNING",
  retried: "RETRIED",
  otherStatus: "UNKNOWN",
  unanswered: "NO_ANSWER",
  notFoundSoFar: "NOT_FOUND_SO_FAR",
  noLongerFound: "NO_LONGER_FOUND",
  offline: "OFFLINE",
  verdictPending: "VERDICT_PENDING",
};

export function stateOf(watch: Watch): string {
  return stateName(conditionOf(watch));
}

import {
  type Condition,
  conditionLooks,
  conditionOf,
  conditionOfEnding,
} from "../../watch/condition.ts";
import type { Ending } from "../../watch/ending.ts";
import type { Watch } from "../../watch/watch.ts";

/** The word for a state, as one word: `COMPLETED_WITH_ERRORS`. */
export function stateName(condition: Condition): string {
  // Of an unknown status the word is the API's, which stands beside it.
  return condition === "unknown" ? "UNKNOWN" : conditionLooks[condition].word.replaceAll(" ", "_");
}

/** What an id came to, in one word. Nobody who may sign in is refused what another is. */
export function outcomeName(ending: Ending): string {
  return ending.kind === "SIGN_IN_REFUSED" ? ending.kind : stateName(conditionOfEnding(ending));
}

/** How many ids came to what, by its name; RUNNING where it had not ended. */
export function outcomeCounts(watches: readonly Watch[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { ending } of watches) {
    const name = ending ? outcomeName(ending) : "RUNNING";
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** The state that an id is in. */
export function stateOf(watch: Watch): string {
  return stateName(conditionOf(watch));
}

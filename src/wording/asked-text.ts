import type { Usual } from "../history/usual.ts";
import { standingOf } from "../watch/model/standing.ts";
import type { Watch } from "../watch/model/watch.ts";
import { endedText } from "./ended-text.ts";
import { faultText, stateText } from "./state-text.ts";
import { progressText } from "./progress-text.ts";
import { lookOf, standingLooks } from "./states.ts";

/** How an id is that was asked once: as in a watch, but for what a watch would go on to find out. */
export function askedText(
  watch: Watch,
  usual: Usual | undefined,
  elapsed: number,
  intervalMs: number,
): string {
  if (watch.ending) return endedText(watch, watch.ending);
  const standing = standingOf(watch);
  switch (standing) {
    case "unanswered":
      return listed([standingLooks.unanswered.word, watch.fault && faultText(watch.fault)]);
    case "notFoundSoFar":
      return `${standingLooks.notFoundSoFar.word} (404), but its task is running`;
    case "verdictPending":
      return listed([lookOf(watch).word, standingLooks.verdictPending.word, progressText(watch)]);
    case undefined:
    case "running":
    case "retried":
    case "otherStatus":
    case "noLongerFound":
    case "offline":
      return stateText(watch, usual, elapsed, intervalMs);
  }
}

function listed(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(", ");
}

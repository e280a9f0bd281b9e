import {
  accountsOf,
  deletionsOf,
  hasNoChanges,
  identitiesOf,
  type Progress,
  progressOf,
  trackNames,
} from "../watch/forecast/progress.ts";
import { knownEnding } from "../watch/model/known-ending.ts";
import type { Watch } from "../watch/model/watch.ts";
import { compactCount, count, percentDone } from "../text/count.ts";
import { taskCountsText } from "./task-counts-text.ts";

export const noChanges = "no new, changed or deleted accounts";

/**
 * `2,142/5,200 accounts (41%), 1,560/2,640 identities (59%)`, and in the end what the task has
 * counted; empty without either.
 */
export function progressText(watch: Watch): string {
  return [countersText(watch), taskCountsText(watch)].filter(Boolean).join(", ");
}

function countersText(watch: Watch): string {
  const { counters } = watch;
  if (hasNoChanges(counters)) return noChanges;
  const isOver = knownEnding(watch)?.kind === "COMPLETED";
  const part = (progress: Progress | undefined, name: string) => {
    if (!progress || progress.total + progress.processed === 0) return "";
    const percent = isOver ? undefined : percentDone(progress.processed, progress.total);
    return `${fraction(progress)} ${name}${percent === undefined ? "" : ` (${percent}%)`}`;
  };
  const parts = [
    part(accountsOf(counters), "accounts"),
    part(identitiesOf(counters), "identities"),
    part(deletionsOf(counters), "deletions"),
  ];
  return parts.filter(Boolean).join(", ");
}

/** Whole percent, 0 to 99, of the accounts or, if none changed, of the identities. */
export function watchPercent({ counters }: Watch): number | undefined {
  const shown = trackNames.map((name) => progressOf[name](counters)).find((part) => part?.total);
  return shown && percentDone(shown.processed, shown.total);
}

export const notBegunTexts = {
  accounts: "no account processed yet",
  identities: "no identity refreshed yet",
} as const;

/** `2,142/5,200` */
export function fraction({ processed, total }: Progress): string {
  return `${count(processed)}/${count(total)}`;
}

/** `1.23M/2.00M`, in at most 13 columns */
export function compactFraction({ processed, total }: Progress): string {
  return `${compactCount(processed)}/${compactCount(total)}`;
}

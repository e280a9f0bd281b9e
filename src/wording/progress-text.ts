import {
  accountsOf,
  deletionsOf,
  hasNoChanges,
  identitiesOf,
  type Progress,
} from "../watch/forecast/progress.ts";
import { knownEnding } from "../watch/model/known-ending.ts";
import type { Watch } from "../watch/model/watch.ts";
import { compactCount, count, percentDone } from "../text/count.ts";

/**
 * The counters last seen, in one line: `2,142/5,200 accounts (41%), 1,560/2,640 identities (59%)`.
 *
 * @returns an empty text where none is known
 */
export function progressText(watch: Watch): string {
  const { counters } = watch;
  if (hasNoChanges(counters)) return "no new, changed or deleted accounts";
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

/**
 * How much is done, in a word: of the accounts, or of the identities where no account changed.
 *
 * @returns whole percent, 0 to 99; undefined where there is no total
 */
export function watchPercent({ counters }: Watch): number | undefined {
  const parts = [accountsOf(counters), identitiesOf(counters)];
  const shown = parts.find((part) => part && part.total > 0);
  return shown && percentDone(shown.processed, shown.total);
}

/** What there is to say of a counter at 0 while another one moves. */
export const notBegunTexts = {
  accounts: "no account processed yet",
  identities: "no identity refreshed yet",
} as const;

/** `2,142/5,200` */
export function fraction({ processed, total }: Progress): string {
  return `${count(processed)}/${count(total)}`;
}

/** `1.23M/2.00M`, in at most 13 columns: for tables. */
export function compactFraction({ processed, total }: Progress): string {
  return `${compactCount(processed)}/${compactCount(total)}`;
}

import { standingOf } from "../watch/model/standing.ts";
import type { Watch } from "../watch/model/watch.ts";
import { lookOf, standingLooks } from "./states.ts";

/** `3 completed, 1 still running, 1 no answer yet` */
export function outcomeLine(watches: readonly Watch[]): string {
  const counts = new Map<string, number>();
  for (const watch of watches) {
    const word = outcomeWord(watch);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, times]) => `${times} ${word}`).join(", ");
}

export function unfinishedLine(watches: readonly Watch[]): string {
  return outcomeLine(watches.filter(({ ending }) => !ending));
}

/** The state in which an id was left: `PROCESSING when left`, `no answer yet`. */
export function leftText(watch: Watch): string {
  const { word } = lookOf(watch);
  const standing = standingOf(watch);
  switch (standing) {
    case undefined:
      return word;
    case "running":
    case "retried":
    case "otherStatus":
    case "offline":
      return `${word} when left`;
    case "unanswered":
    case "notFoundSoFar":
    case "noLongerFound":
      return standingLooks[standing].word;
    case "verdictPending":
      return `${word}, its verdict not known when left`;
  }
}

/** `completed`, `still running`, `no answer yet`, as in a count. */
export function outcomeWord(watch: Watch): string {
  const { word } = lookOf(watch);
  const standing = standingOf(watch);
  switch (standing) {
    case undefined:
      return word.toLowerCase();
    case "running":
      return "still running";
    case "otherStatus":
      if (watch.status === undefined) return "no status";
      return `${standingLooks.otherStatus.word} (${watch.status})`;
    case "verdictPending":
      return `${word.toLowerCase()} (verdict unknown)`;
    case "retried":
    case "unanswered":
    case "notFoundSoFar":
    case "noLongerFound":
    case "offline":
      return standingLooks[standing].word;
  }
}

import { watchPercent } from "../../wording/progress-text.ts";
import { lookOf } from "../../wording/states.ts";
import { watchName } from "../../wording/watch-name.ts";
import { rankOf } from "../../watch/model/condition.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { isMatch } from "./typed-text.ts";
import type { Sort, View } from "./view.ts";

export type Arrangement = Pick<View, "filter" | "isProblemsOnly" | "isDoneHidden"> & {
  readonly sort: Sort;
};

/** The ids to show, in their order; `finishAt` is in monotonic milliseconds. */
export function arranged(
  watches: readonly Watch[],
  choice: Arrangement,
  finishAt: (watch: Watch) => number | undefined,
): readonly string[] {
  const shown = watches.filter((watch) => isShown(watch, choice));
  return sorted(shown, choice.sort, finishAt).map(({ id }) => id);
}

export function ranksOf(watches: readonly Watch[]): ReadonlyMap<string, number> {
  return new Map(watches.map((watch) => [watch.id, rankOf(watch)]));
}

function isShown(watch: Watch, { filter, isProblemsOnly, isDoneHidden }: Arrangement): boolean {
  const { group, word } = lookOf(watch);
  if (isProblemsOnly && group !== "problem") return false;
  if (isDoneHidden && group === "done") return false;
  return isMatch(filter, [watchName(watch), watch.id, word]);
}

/** Sorting is stable: equal ids stay in the order given. */
function sorted(
  watches: readonly Watch[],
  sort: Sort,
  finishAt: (watch: Watch) => number | undefined,
): readonly Watch[] {
  switch (sort) {
    case "given":
      return watches;
    case "problems":
      return byNumber(watches, rankOf);
    case "progress":
      return byNumber(watches, (watch) => -progressOf(watch));
    case "left":
      return byNumber(watches, (watch) => finishAt(watch) ?? Number.POSITIVE_INFINITY);
    case "name":
      return watches.toSorted((one, other) =>
        watchName(one).localeCompare(watchName(other), "en", { numeric: true }),
      );
  }
}

function byNumber(watches: readonly Watch[], of: (watch: Watch) => number): readonly Watch[] {
  const keyed = watches.map((watch) => ({ watch, key: of(watch) }));
  // Infinity less Infinity is NaN.
  return keyed
    .toSorted((one, other) => (one.key === other.key ? 0 : one.key - other.key))
    .map(({ watch }) => watch);
}

/** Completed ids come first, those without a total last. */
function progressOf(watch: Watch): number {
  if (knownEnding(watch)?.kind === "COMPLETED") return 100;
  return watchPercent(watch) ?? -1;
}

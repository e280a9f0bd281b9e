import { watchPercent } from "../../wording/progress-text.ts";
import { lookOf } from "../../wording/states.ts";
import { watchName } from "../../wording/watch-name.ts";
import { rankOf } from "../../watch/model/condition.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { remembered } from "../../system/remembered.ts";
import { isMatch, matchable } from "./typed-text.ts";
import type { Sort, View } from "./view.ts";

type Choice = Pick<View, "filter" | "isProblemsOnly" | "isDoneHidden">;

export type Arrangement = Choice & { readonly sort: Sort };

/** The ids to show, in their order; `finishAt` is in monotonic milliseconds. */
export function arranged(
  watches: readonly Watch[],
  choice: Arrangement,
  finishAt: (watch: Watch) => number | undefined,
): readonly string[] {
  return sorted(chosenOf(watches, choice), choice.sort, finishAt).map(({ id }) => id);
}

export const ranksOf: (watches: readonly Watch[]) => ReadonlyMap<string, number> = remembered(
  (watches) => new Map(watches.map((watch) => [watch.id, rankOf(watch)])),
);

/** Those that match the user's choice, in the order given. */
export function chosenOf(watches: readonly Watch[], choice: Choice): readonly Watch[] {
  const { filter, isProblemsOnly, isDoneHidden } = choice;
  if (filter === "" && !isProblemsOnly && !isDoneHidden) return watches;
  const lasts = lastChosen(watches);
  const key = `${Number(isProblemsOnly)}${Number(isDoneHidden)}${filter}`;
  if (lasts.key !== key) {
    lasts.key = key;
    lasts.chosen = watches.filter((watch) => isChosen(watch, choice));
  }
  return lasts.chosen;
}

const lastChosen: (watches: readonly Watch[]) => { key: string; chosen: readonly Watch[] } =
  remembered(() => ({ key: "", chosen: [] }));

function isChosen(watch: Watch, { filter, isProblemsOnly, isDoneHidden }: Choice): boolean {
  const { group } = lookOf(watch);
  if (isProblemsOnly && group !== "problem") return false;
  if (isDoneHidden && group === "done") return false;
  return isMatch(filter, searchedOf(watch));
}

const searchedOf: (watch: Watch) => readonly string[] = remembered((watch) =>
  [watchName(watch), watch.id, lookOf(watch).word].map(matchable),
);

const names = new Intl.Collator("en", { numeric: true });

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
      return watches.toSorted((one, other) => names.compare(watchName(one), watchName(other)));
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

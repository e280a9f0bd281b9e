import { watchPercent } from "../../wording/progress-text.ts";
import { lookOf } from "../../wording/states.ts";
import { watchName } from "../../wording/watch-name.ts";
import { rankOf } from "../../watch/model/condition.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { outlook } from "../../watch/forecast/outlook.ts";
import { runningMs, type Watch } from "../../watch/model/watch.ts";
import { remembered } from "../../system/remembered.ts";
import { isMatch, matchable } from "./typed-text.ts";
import type { Sort, View } from "./view.ts";

type Choice = Pick<View, "filter" | "isProblemsOnly" | "isDoneHidden" | "isMarkedOnly" | "marks">;

export type Arrangement = Choice & Pick<View, "isReversed"> & { readonly sort: Sort };

/** The ids to show, in their order; `finishAt` is in monotonic milliseconds. */
export function arranged(
  watches: readonly Watch[],
  choice: Arrangement,
  finishAt: (watch: Watch) => number | undefined,
): readonly string[] {
  return sorted(chosenOf(watches, choice), choice, finishAt).map(({ id }) => id);
}

export const ranksOf: (watches: readonly Watch[]) => ReadonlyMap<string, number> = remembered(
  (watches) => new Map(watches.map((watch) => [watch.id, rankOf(watch)])),
);

/** Those that match the user's choice, in the order given. */
export function chosenOf(watches: readonly Watch[], choice: Choice): readonly Watch[] {
  const { filter, isProblemsOnly, isDoneHidden, isMarkedOnly, marks } = choice;
  if (isMarkedOnly) return watches.filter(({ id }) => marks.has(id));
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

/** Sorting is stable: equal ids stay in the order given, also the other way round. */
function sorted(
  watches: readonly Watch[],
  { sort, isReversed }: Arrangement,
  finishAt: (watch: Watch) => number | undefined,
): readonly Watch[] {
  switch (sort) {
    case "given":
      return isReversed ? watches.toReversed() : watches;
    case "name": {
      const sign = isReversed ? -1 : 1;
      return watches.toSorted(
        (one, other) => sign * names.compare(watchName(one), watchName(other)),
      );
    }
    case "tenant":
      return byTenant(watches, isReversed);
    case "problems":
      return byNumber(watches, rankOf, isReversed);
    case "left":
      return byNumber(watches, finishAt, isReversed);
    case "age":
      return byNumber(watches, answeredAt, isReversed);
    case "progress":
      return byNumber(watches, progressOf, !isReversed);
    case "rate":
      return byNumber(watches, rateOf, !isReversed);
    case "running": {
      const now = lastAnswerOf(watches);
      return byNumber(watches, (watch) => durationOf(watch, now), !isReversed);
    }
  }
}

/** Those without a number come last, in either direction. */
function byNumber(
  watches: readonly Watch[],
  of: (watch: Watch) => number | undefined,
  isFalling: boolean,
): readonly Watch[] {
  const sign = isFalling ? -1 : 1;
  const keyed = watches.map((watch) => ({ watch, key: of(watch) }));
  const [known, unknown] = [
    keyed.flatMap(({ watch, key }) => (key === undefined ? [] : [{ watch, key }])),
    keyed.flatMap(({ watch, key }) => (key === undefined ? [watch] : [])),
  ];
  const inOrder = known.toSorted((one, other) => sign * (one.key - other.key));
  return [...inOrder.map(({ watch }) => watch), ...unknown];
}

/** Tenants in the order of their first ids, each with its problems first. */
function byTenant(watches: readonly Watch[], isReversed: boolean): readonly Watch[] {
  const parts = [...Map.groupBy(watches, ({ tenant }) => tenant).values()];
  const inOrder = isReversed ? parts.toReversed() : parts;
  return inOrder.flatMap((part) => byNumber(part, rankOf, false));
}

/** Completed ids come first, those without a total last. */
function progressOf(watch: Watch): number | undefined {
  return knownEnding(watch)?.kind === "COMPLETED" ? 100 : watchPercent(watch);
}

/** As of its last answer. */
function rateOf({ forecast, ...watch }: Watch): number | undefined {
  if (knownEnding(watch) || !forecast.seen) return undefined;
  return outlook(forecast, forecast.seen.at, Number.POSITIVE_INFINITY).perSecond;
}

function answeredAt({ ending, lastAnswer }: Watch): number | undefined {
  return ending ? undefined : lastAnswer?.elapsed;
}

/** How long it has been running, or took. */
function durationOf(watch: Watch, now: number): number | undefined {
  const ending = knownEnding(watch);
  if (!ending) return runningMs(watch, now);
  return "tookMs" in ending ? ending.tookMs : undefined;
}

/** A present that is the same for all and needs no clock. */
function lastAnswerOf(watches: readonly Watch[]): number {
  return watches.reduce((last, { lastAnswer }) => Math.max(last, lastAnswer?.elapsed ?? 0), 0);
}

import type { KeyChanges } from "../keys/table.ts";
import type { Snapshot } from "../../watch/model/snapshot.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { type Layout, layOut, type Size, tableCapacity } from "./layout.ts";
import { arranged, type Arrangement, chosenOf, ranksOf } from "./arrange.ts";
import { withLiveMarks } from "./marks.ts";
import { focusOf, placesOf, type Sort, type View } from "./view.ts";

export interface Seen {
  readonly snapshot: Snapshot;
  readonly size: Size;
  /** Left out where the user has changed none. */
  readonly keys?: KeyChanges;
}

export function layoutOf(view: View, { size }: Seen): Layout {
  return layOut(view.order.length, size, view.zoom !== "none");
}

/** The view with its ids chosen and ordered anew, and the focus in sight. */
export function rearranged(before: View, seen: Seen): View {
  const { watches } = seen.snapshot;
  const view = withLiveMarks(before, watches);
  const order = arranged(watches, choiceOf(view, seen), finishAt);
  return withFocusInSight({ ...view, order, ranks: ranksOf(watches) }, seen);
}

/**
 * The view after an event. The order is made anew only when an id's rank has changed or other ids
 * match the user's choice, and never while the user is busy with keys, so that rows do not move
 * under a keystroke. Until then new ids come last.
 */
export function reconciled(before: View, seen: Seen, isBusy: boolean): View {
  const { watches } = seen.snapshot;
  const marked = withLiveMarks(before, watches);
  const view = marked.hasJustMoved && !isBusy ? { ...marked, hasJustMoved: false } : marked;
  if (before.isMarkedOnly && !view.isMarkedOnly) return rearranged(view, seen);
  const now = ranksOf(watches);
  const isDue = () => !isSame(now, view.ranks) || hasOthers(view, seen);
  if (!isBusy && isDue()) return rearranged({ ...view, notice: undefined }, seen);
  const quiet = withoutOldQuestions(view, seen, isBusy);
  const added = watches.filter(({ id }) => !view.ranks.has(id));
  const isOneGone = view.order.some((id) => !now.has(id));
  if (added.length === 0 && !isOneGone) return withFocusInSight(quiet, seen);
  const kept = quiet.order.filter((id) => now.has(id));
  const order = [...kept, ...arranged(added, choiceOf(quiet, seen), finishAt)];
  const ranks = new Map([...view.ranks, ...ranksOf(added)].filter(([id]) => now.has(id)));
  return withFocusInSight({ ...quiet, order, ranks }, seen);
}

/** A notice goes after a while, and the question whether to quit once all has ended. */
function withoutOldQuestions(view: View, { snapshot }: Seen, isBusy: boolean): View {
  const isPointless = view.mode.kind === "quit" && snapshot.watches.every(({ ending }) => ending);
  const isOld = !isBusy && view.notice !== undefined;
  if (!isPointless && !isOld) return view;
  return {
    ...view,
    mode: isPointless ? { kind: "watch" } : view.mode,
    notice: isOld ? undefined : view.notice,
  };
}

/** Whether other ids than those shown match the user's choice. */
function hasOthers(view: View, seen: Seen): boolean {
  const wanted = chosenOf(seen.snapshot.watches, view);
  const shown = placesOf(view.order);
  return wanted.length !== shown.size || wanted.some(({ id }) => !shown.has(id));
}

function isSame(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  if (one === other) return true;
  if (one.size !== other.size) return false;
  for (const [id, rank] of one) if (other.get(id) !== rank) return false;
  return true;
}

/** The order in force: the user's choice, else the layout's. */
export function sortOf(view: View, seen: Seen): Sort {
  return choiceOf(view, seen).sort;
}

function choiceOf(view: View, { snapshot: { watches }, size }: Seen): Arrangement {
  const { filter, isProblemsOnly, isDoneHidden, isMarkedOnly, marks, sort, isReversed } = view;
  const choice = { filter, isProblemsOnly, isDoneHidden, isMarkedOnly, marks, isReversed };
  if (sort !== undefined) return { ...choice, sort };
  const shown = chosenOf(watches, choice).length;
  return { ...choice, sort: layOut(shown, size).kind === "panes" ? "given" : "problems" };
}

function finishAt({ ending, forecast }: Watch): number | undefined {
  return ending ? undefined : forecast.finish?.finishAt;
}

function withFocusInSight(view: View, seen: Seen): View {
  const layout = layoutOf(view, seen);
  if (layout.kind !== "table") return view;
  const capacity = Math.max(1, tableCapacity(layout.table));
  const focus = placesOf(view.order).get(focusOf(view) ?? "") ?? 0;
  const least = Math.max(0, focus - capacity + 1);
  const most = Math.min(focus, Math.max(0, view.order.length - capacity));
  const top = Math.max(least, Math.min(view.top, most));
  return top === view.top ? view : { ...view, top };
}

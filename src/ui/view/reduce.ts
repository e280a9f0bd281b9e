import { UsageError } from "../../system/usage-error.ts";
import { watchName } from "../../wording/watch-name.ts";
import { isEndedProblem } from "../../watch/model/condition.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { isPaused, longestWait } from "../../watch/model/snapshot.ts";
import type { Watch, WatchedId } from "../../watch/model/watch.ts";
import { helpLines } from "../keys/help.ts";
import { kindOf } from "../keys/binding.ts";
import type { Point } from "../keys/mouse.ts";
import { keyOf } from "../keys/table.ts";
import { canZoom, smallestPane } from "./layout.ts";
import type { Action, Effect, Step } from "./action.ts";
import { readAdded } from "./added.ts";
import { markToggled, zoomsMarked } from "./marks.ts";
import { movedIndex } from "./move.ts";
import { scrolled, scrolledEvents } from "./scroll.ts";
import { idAt } from "./hit.ts";
import { layoutOf, rearranged, type Seen, reconciled, sortOf } from "./reconcile.ts";
import type { StartQuestion } from "./start-question.ts";
import { withoutLast } from "./typed-text.ts";
import { focusedWatch } from "./scene.ts";
import { focusOf, placesOf, type Sort, sorts, type View } from "./view.ts";

/** The view after a key, and what the key makes happen beyond the screen. */
export type Reduced = ReturnType<typeof reduced>;

function reduced(view: View, ...effects: readonly Effect[]) {
  return { view, effects };
}

const watching = { kind: "watch" } as const;

/** What an action makes of the view; `elapsed` is the watcher's clock. Pure. */
export function reduce(view: View, action: Action, seen: Seen, elapsed: number): Reduced {
  const before: View = { ...view, notice: undefined };
  const { watches, playback } = seen.snapshot;
  const focused = focusedWatch({ ...seen, view });
  const seeing = (next: Partial<View>) => reduced(reconciled({ ...before, ...next }, seen, true));
  const choosing = (next: Partial<View>) => reduced(rearranged({ ...before, ...next }, seen));
  const having = (...effects: readonly Effect[]) => reduced(before, ...effects);

  switch (action.type) {
    case "click":
      return seeing(clicked(before, action, seen));
    case "wheel":
      return wheeled(before, action.to, seen);
    case "move":
      return seeing(moved(before, action.step, seen));
    case "mark":
      return focused ? choosing(markToggled(view, focused.id)) : having();
    case "zoom":
      return zoomed(before, "pane", seen);
    case "events":
      return zoomed(before, "events", seen);
    case "back":
      return back(before, seen);
    case "sort": {
      const sort = nextSort(sortOf(view, seen), seen);
      return choosing({
        sort,
        isReversed: false,
        notice: orderText(sort, false),
        ...atItsTop(view),
      });
    }
    case "reverse": {
      const sort = sortOf(view, seen);
      const isReversed = !view.isReversed;
      return choosing({ sort, isReversed, notice: orderText(sort, isReversed), ...atItsTop(view) });
    }
    case "problems":
      return choosing({ isProblemsOnly: !view.isProblemsOnly });
    case "hideDone":
      return choosing({ isDoneHidden: !view.isDoneHidden });
    case "filter":
      return seeing({ mode: { kind: "filter" }, zoom: "none" });
    case "add":
      return seeing({ mode: { kind: "add", text: "", problem: undefined } });
    case "help":
      return seeing({ mode: { kind: "help", top: 0 } });
    case "refresh":
      return focused ? refreshed(before, focused) : having();
    case "drop":
      return focused ? dropped(before, focused, seen) : having();
    case "undo":
      return undone(before, watches);
    case "seen":
      return focused ? seenToggled(before, focused) : having();
    case "pause":
      return having({ type: "pause", isPaused: !isPaused(seen.snapshot) });
    case "speed":
      return having(action);
    case "endWait":
      return longestWait(seen.snapshot, elapsed) ? having({ type: "endWait" }) : having();
    case "copyLine":
      if (!focused) return having();
      return reduced(
        { ...before, notice: "asked the terminal to copy the status line" },
        { type: "copyLine", id: focused.id },
      );
    case "open":
      return focused ? having({ type: "open", id: focused.id }) : having();
    case "start":
      return focused ? having({ type: "askStart", id: focused.id }) : having();
    case "confirm":
      return view.mode.kind === "start" ? confirmed(before, view.mode.question) : having();
    case "copy":
      if (view.mode.kind === "page") return copied(before, view.mode.page.address, "address");
      if (!focused) return having();
      return copied(before, focused.id, "id");
    case "quit":
      // Leaving a recording loses nothing.
      return !playback && watches.some(({ ending }) => !ending)
        ? seeing({ mode: { kind: "quit" } })
        : having({ type: "leave", departure: { by: "quit" } });
    case "leave":
      return having({ type: "leave", departure: { by: "quit" } });
    case "interrupt":
      return having({ type: "leave", departure: { by: "signal", signal: "SIGINT" } });
    case "suspend":
      return having({ type: "suspend" });
    case "text":
      return typed(before, (text) => text + action.text, seen);
    case "erase":
      return typed(before, withoutLast, seen);
    case "eraseAll":
      return typed(before, () => "", seen);
    case "accept":
      return accepted(before, seen);
  }
}

/** Another order is read from its top, unless the user has just moved to an id. */
function atItsTop({ hasJustMoved }: View): Partial<View> {
  return hasJustMoved ? {} : { chosen: undefined, top: 0 };
}

const sortNames: Readonly<Record<Sort, string>> = {
  problems: "problems first",
  progress: "by progress",
  left: "by time left",
  rate: "by rate",
  age: "by age",
  running: "by running time",
  name: "by name",
  tenant: "by tenant",
  given: "as given",
};

function orderText(sort: Sort, isReversed: boolean): string {
  return `order: ${sortNames[sort]}${isReversed ? ", reversed" : ""}`;
}

function nextSort(sort: Sort, { snapshot: { clients } }: Seen): Sort {
  const all = sorts.filter((one) => one !== "tenant" || clients.length > 1);
  return all[(all.indexOf(sort) + 1) % all.length] ?? "given";
}

function moved(view: View, step: Step, seen: Seen): Partial<View> {
  const { mode, order } = view;
  if (mode.kind === "help") {
    const { columns, rows } = seen.size;
    const { length } = helpLines(columns, kindOf(seen.snapshot), seen.keys);
    return { mode: { kind: "help", top: scrolled(mode.top, step, length, Math.max(1, rows - 2)) } };
  }
  const isVertical = !["left", "right", "next", "previous"].includes(step);
  if (view.zoom === "events" && canZoom(seen.size) && isVertical) {
    const { log = [] } = focusedWatch({ ...seen, view }) ?? {};
    return { eventsFrom: scrolledEvents(log, view.eventsFrom, step, seen.size) };
  }
  if (order.length === 0) return {};
  const index = placesOf(order).get(focusOf(view) ?? "") ?? 0;
  const next = order[movedIndex(index, step, order.length, layoutOf(view, seen))];
  const isOther = next !== focusOf(view);
  return { chosen: next, hasJustMoved: true, ...(isOther && { eventsFrom: undefined }) };
}

/** The focus goes to what is clicked; a question and what lies over the ids stay as they are. */
function clicked(view: View, point: Point, seen: Seen): Partial<View> {
  const isOnIds = view.mode.kind === "watch" || view.mode.kind === "filter";
  const id = isOnIds ? idAt(view, seen, point) : undefined;
  if (id === undefined) return {};
  return { chosen: id, hasJustMoved: true, eventsFrom: undefined };
}

const wheelRows = 3;

/** Scrolls what is longer than the screen: the help, the events, a table. */
function wheeled(view: View, to: "up" | "down", seen: Seen): Reduced {
  const { kind } = layoutOf(view, seen);
  const isOnIds = view.mode.kind === "watch" || view.mode.kind === "filter";
  const scrollsIds = isOnIds && (kind === "table" || (kind === "zoom" && view.zoom === "events"));
  if (view.mode.kind !== "help" && !scrollsIds) return reduced(view);
  const next = Array.from({ length: wheelRows }).reduce<View>(
    (before) => ({ ...before, ...moved(before, to, seen) }),
    view,
  );
  return reduced(reconciled(next, seen, true));
}

function zoomed(view: View, to: "pane" | "events", seen: Seen): Reduced {
  if (!canZoom(seen.size)) {
    const { columns, rows } = smallestPane;
    return reduced({ ...view, notice: `zoom needs ${columns}×${rows + 2}` });
  }
  if (to === "pane" && zoomsMarked(view)) return markedZoomed(view, seen);
  if (view.order.length === 0) return reduced(view);
  const zoom = view.zoom === to ? "none" : to;
  // A zoomed id stays focused when another comes first meanwhile.
  const next: View = { ...view, zoom, chosen: focusOf(view), eventsFrom: undefined };
  return reduced(reconciled(next, seen, true));
}

/** In panes where they have room, else in a table. */
function markedZoomed(view: View, seen: Seen): Reduced {
  const next = rearranged({ ...view, isMarkedOnly: true }, seen);
  const isTable = layoutOf(next, seen).kind === "table";
  const notice = isTable ? `${next.marks.size} marked: too many for panes` : undefined;
  return reduced({ ...next, notice });
}

/** One step back: out of a mode, out of a zoom, out of a choice. */
function back(view: View, seen: Seen): Reduced {
  const { mode } = view;
  if (mode.kind === "filter") {
    return reduced(rearranged({ ...view, mode: watching, filter: "" }, seen));
  }
  if (mode.kind !== "watch") return reduced({ ...view, mode: watching });
  if (view.zoom !== "none") return reduced(reconciled({ ...view, zoom: "none" }, seen, true));
  if (view.isMarkedOnly) return reduced(rearranged({ ...view, isMarkedOnly: false }, seen));
  const all = { filter: "", isProblemsOnly: false, isDoneHidden: false };
  const hasChoice = view.filter !== "" || view.isProblemsOnly || view.isDoneHidden;
  const next = hasChoice ? { ...view, ...all } : { ...view, marks: new Set<string>() };
  return reduced(rearranged(next, seen));
}

function copied(view: View, text: string, what: string): Reduced {
  const notice = `asked the terminal to copy the ${what}`;
  return reduced({ ...view, mode: watching, notice }, { type: "copy", text });
}

function refreshed(view: View, focused: Watch): Reduced {
  return knownEnding(focused)
    ? reduced({ ...view, notice: `${watchName(focused)} has ended` })
    : reduced(view, { type: "refresh", id: focused.id });
}

/** Further ones are forgotten. */
const mostDropped = 10;

function watchedIdOf({ id, label, tenant, isAwaited }: Watch): WatchedId {
  return { id, label, ...(tenant !== undefined && { tenant }), ...(isAwaited && { isAwaited }) };
}

function dropped(view: View, watch: Watch, { snapshot: { watches }, keys }: Seen): Reduced {
  if (watches.length === 1)
    return reduced({
      ...view,
      notice: `this is the last one; ${keyOf("quit", "live", keys) || "Ctrl-C"} quits`,
    });
  const { id } = watch;
  const index = view.order.indexOf(id);
  const neighbor = view.order[index + 1] ?? view.order[index - 1];
  const droppedLast = [...view.dropped, watchedIdOf(watch)].slice(-mostDropped);
  const undo = keyOf("undo", "live", keys);
  const how = undo === "" ? "" : `; ${undo} brings it back`;
  const notice = `dropped ${watchName(watch)}${how}`;
  const next: View = { ...view, chosen: neighbor, zoom: "none", dropped: droppedLast, notice };
  return reduced(next, { type: "drop", id });
}
/** Brings back what was dropped last; one that has come back by itself is passed over. */
function undone(view: View, watches: readonly Watch[]): Reduced {
  const watched = new Set(watches.map(({ id }) => id));
  const gone = view.dropped.filter(({ id }) => !watched.has(id));
  const last = gone.at(-1);
  if (!last) return reduced({ ...view, dropped: [], notice: "nothing to undo" });
  const notice = `${watchName(last)} is watched again`;
  const next: View = { ...view, dropped: gone.slice(0, -1), chosen: last.id, notice };
  return reduced(next, { type: "add", ids: [last] });
}

function confirmed(view: View, question: StartQuestion): Reduced {
  const notice = `starting ${question.source.name}`;
  return reduced({ ...view, mode: watching, notice }, { type: "start", question });
}

/** Only a problem that has ended stays one, and can be set aside. */
function seenToggled(view: View, watch: Watch): Reduced {
  const name = watchName(watch);
  if (!isEndedProblem(watch))
    return reduced({ ...view, notice: `${name} is not a problem that has ended` });
  const seenProblems = new Set(view.seenProblems);
  const isNew = seenProblems.delete(watch.id);
  if (!isNew) seenProblems.add(watch.id);
  const notice = isNew ? `${name} counts as new again` : `${name} marked as seen`;
  return reduced({ ...view, seenProblems, notice });
}

/** Some thousand ids. */
const longestInput = 100_000;

function typed(view: View, edit: (text: string) => string, seen: Seen): Reduced {
  const { mode } = view;
  if (mode.kind === "filter") {
    const filter = edit(view.filter).replaceAll(/\s+/g, " ").slice(0, longestInput);
    return reduced(rearranged({ ...view, filter }, seen));
  }
  if (mode.kind !== "add") return reduced(view);
  const whole = edit(mode.text);
  const isTooLong = whole.length > longestInput;
  // Half of an id would be another id.
  const text = isTooLong ? whole.slice(0, longestInput).replace(/\S+$/, "") : whole;
  const problem = isTooLong ? "too long: only the beginning is kept" : undefined;
  return reduced({ ...view, mode: { kind: "add", text, problem } });
}

function accepted(view: View, seen: Seen): Reduced {
  const { mode } = view;
  if (mode.kind !== "add") return reduced({ ...view, mode: watching });
  try {
    const { ids, notice } = readAdded(mode.text, seen.snapshot);
    const effects: readonly Effect[] = ids.length > 0 ? [{ type: "add", ids }] : [];
    return reduced({ ...view, mode: watching, notice }, ...effects);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return reduced({ ...view, mode: { ...mode, problem: error.message } });
  }
}

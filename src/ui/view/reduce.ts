import { UsageError } from "../../system/usage-error.ts";
import { watchName } from "../../wording/watch-name.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { isPaused, longestWait } from "../../watch/model/snapshot.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { helpLines } from "../keys/help.ts";
import { kindOf } from "../keys/binding.ts";
import { canZoom, smallestPane } from "./layout.ts";
import type { Action, Effect, Step } from "./action.ts";
import { readAdded } from "./added.ts";
import { movedIndex } from "./move.ts";
import { scrolled, scrolledEvents } from "./scroll.ts";
import { layoutOf, rearranged, type Seen, reconciled, sortOf } from "./reconcile.ts";
import { withoutLast } from "./typed-text.ts";
import { focusOf, sorts, type View } from "./view.ts";

/** The view after a key, and what the key makes happen beyond the screen. */
export interface Reduced {
  readonly view: View;
  readonly effects: readonly Effect[];
}

/**
 * What an action makes of the view. Pure.
 *
 * @param elapsed the present of the watcher's clock; milliseconds
 */
export function reduce(view: View, action: Action, seen: Seen, elapsed: number): Reduced {
  const before: View = { ...view, notice: undefined };
  const focused = seen.snapshot.watches.find(({ id }) => id === focusOf(view));
  const seeing = (next: Partial<View>): Reduced => ({
    view: reconciled({ ...before, ...next }, seen, true),
    effects: [],
  });
  const choosing = (next: Partial<View>): Reduced => ({
    view: rearranged({ ...before, ...next }, seen),
    effects: [],
  });
  const having = (...effects: readonly Effect[]): Reduced => ({ view: before, effects });

  switch (action.type) {
    case "move":
      return seeing(moved(before, action.step, seen));
    case "zoom":
      return zoomed(before, "pane", seen);
    case "events":
      return zoomed(before, "events", seen);
    case "back":
      return back(before, seen);
    case "sort": {
      const sort = sorts[(sorts.indexOf(sortOf(view, seen)) + 1) % sorts.length] ?? "given";
      return choosing({ sort, notice: `order: ${sortNames[sort]}` });
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
    case "pause":
      return having({ type: "pause", isPaused: !isPaused(seen.snapshot) });
    case "speed":
      return having({ type: "speed", to: action.to });
    case "endWait":
      return longestWait(seen.snapshot, elapsed) ? having({ type: "endWait" }) : having();
    case "copy":
      if (!focused) return having();
      return {
        view: { ...before, notice: "asked the terminal to copy the id" },
        effects: [{ type: "copy", text: focused.id }],
      };
    case "quit":
      // Nothing is lost with a recording.
      return !seen.snapshot.playback && seen.snapshot.watches.some(({ ending }) => !ending)
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

const sortNames = {
  problems: "problems first",
  progress: "by progress",
  left: "by time left",
  name: "by name",
  given: "as given",
} as const;

function moved(view: View, step: Step, seen: Seen): Partial<View> {
  const { mode, order } = view;
  if (mode.kind === "help") {
    const { columns, rows } = seen.size;
    const top = scrolled(
      mode.top,
      step,
      helpLines(columns, kindOf(seen.snapshot)).length,
      Math.max(1, rows - 2),
    );
    return { mode: { kind: "help", top } };
  }
  const isVertical = !["left", "right", "next", "previous"].includes(step);
  if (view.zoom === "events" && canZoom(seen.size) && isVertical) {
    const focused = seen.snapshot.watches.find(({ id }) => id === focusOf(view));
    const { log = [] } = focused ?? {};
    return { eventsFrom: scrolledEvents(log, view.eventsFrom, step, seen.size) };
  }
  if (order.length === 0) return {};
  const index = Math.max(0, order.indexOf(focusOf(view) ?? ""));
  const next = order[movedIndex(index, step, order.length, layoutOf(view, seen))];
  return { chosen: next, ...(next !== focusOf(view) && { eventsFrom: undefined }) };
}

function zoomed(view: View, to: "pane" | "events", seen: Seen): Reduced {
  if (!canZoom(seen.size)) {
    const { columns, rows } = smallestPane;
    return { view: { ...view, notice: `zoom needs ${columns}×${rows + 2}` }, effects: [] };
  }
  if (view.order.length === 0) return { view, effects: [] };
  const zoom = view.zoom === to ? "none" : to;
  // What is zoomed stays focused, whatever comes first in the meantime.
  const next: View = { ...view, zoom, chosen: focusOf(view), eventsFrom: undefined };
  return { view: reconciled(next, seen, true), effects: [] };
}

/** One step back: out of a mode, out of a zoom, out of a choice. */
function back(view: View, seen: Seen): Reduced {
  const { mode } = view;
  if (mode.kind === "filter") {
    return {
      view: rearranged({ ...view, mode: { kind: "watch" }, filter: "" }, seen),
      effects: [],
    };
  }
  if (mode.kind !== "watch") return { view: { ...view, mode: { kind: "watch" } }, effects: [] };
  if (view.zoom !== "none") {
    return { view: reconciled({ ...view, zoom: "none" }, seen, true), effects: [] };
  }
  const all = { filter: "", isProblemsOnly: false, isDoneHidden: false };
  return { view: rearranged({ ...view, ...all }, seen), effects: [] };
}

function refreshed(view: View, focused: Watch): Reduced {
  if (knownEnding(focused)) {
    return { view: { ...view, notice: `${watchName(focused)} has ended` }, effects: [] };
  }
  return { view, effects: [{ type: "refresh", id: focused.id }] };
}

function dropped(view: View, { id }: Watch, { snapshot: { watches } }: Seen): Reduced {
  if (watches.length === 1) {
    return { view: { ...view, notice: "this is the last one; q quits" }, effects: [] };
  }
  const index = view.order.indexOf(id);
  const neighbour = view.order[index + 1] ?? view.order[index - 1];
  return { view: { ...view, chosen: neighbour, zoom: "none" }, effects: [{ type: "drop", id }] };
}

function typed(view: View, edit: (text: string) => string, seen: Seen): Reduced {
  const { mode } = view;
  if (mode.kind === "filter") {
    const filter = edit(view.filter).replaceAll(/\s+/g, " ").slice(0, longestInput);
    return { view: rearranged({ ...view, filter }, seen), effects: [] };
  }
  if (mode.kind !== "add") return { view, effects: [] };
  const whole = edit(mode.text);
  if (whole.length <= longestInput) return adding(view, whole, undefined);
  // Half of an id would be another.
  const text = whole.slice(0, longestInput).replace(/\S+$/, "");
  return adding(view, text, "too long: only the beginning is kept");
}

function adding(view: View, text: string, problem: string | undefined): Reduced {
  return { view: { ...view, mode: { kind: "add", text, problem } }, effects: [] };
}

/** Some thousand ids. */
const longestInput = 100_000;

function accepted(view: View, seen: Seen): Reduced {
  const { mode } = view;
  if (mode.kind !== "add") return { view: { ...view, mode: { kind: "watch" } }, effects: [] };
  try {
    const { ids, notice } = readAdded(mode.text, seen.snapshot);
    const effects: readonly Effect[] = ids.length > 0 ? [{ type: "add", ids }] : [];
    return { view: { ...view, mode: { kind: "watch" }, notice }, effects };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { view: { ...view, mode: { ...mode, problem: error.message } }, effects: [] };
  }
}

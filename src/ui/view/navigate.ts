import { kindOf } from "../keys/binding.ts";
import { helpLines } from "../keys/help.ts";
import type { Point } from "../keys/mouse.ts";
import type { Step } from "./action.ts";
import { idAt } from "./hit.ts";
import { canZoom, smallestPane } from "./layout.ts";
import { zoomsMarked } from "./marks.ts";
import { movedIndex } from "./move.ts";
import { layoutOf, rearranged, reconciled, type Seen } from "./reconcile.ts";
import { type Reduced, reduced } from "./reduced.ts";
import { focusedWatch } from "./scene.ts";
import { scrolled, scrolledEvents } from "./scroll.ts";
import { focusOf, placesOf, type View, watching } from "./view.ts";

/** Where a step leads: in the help, in the events, or to another id. */
export function moved(view: View, step: Step, seen: Seen): Partial<View> {
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
export function clicked(view: View, point: Point, seen: Seen): Partial<View> {
  const isOnIds = view.mode.kind === "watch" || view.mode.kind === "filter";
  const id = isOnIds ? idAt(view, seen, point) : undefined;
  if (id === undefined) return {};
  return { chosen: id, hasJustMoved: true, eventsFrom: undefined };
}

const wheelRows = 3;

/** Scrolls what is longer than the screen: the help, the events, a table. */
export function wheeled(view: View, to: "up" | "down", seen: Seen): Reduced {
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

/** Zooms the focused id, or the marked ones together; out of the same zoom again. */
export function zoomed(view: View, to: "pane" | "events", seen: Seen): Reduced {
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
export function back(view: View, seen: Seen): Reduced {
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

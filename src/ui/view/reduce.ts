import { isPaused, longestWait } from "../../watch/model/snapshot.ts";
import { confirmed, copied, dropped, refreshed, seenToggled, undone } from "./act-on-id.ts";
import type { Action, Effect } from "./action.ts";
import { atItsTop, nextSort, orderText } from "./choose-order.ts";
import { markToggled } from "./marks.ts";
import { back, clicked, moved, wheeled, zoomed } from "./navigate.ts";
import { rearranged, reconciled, type Seen, sortOf } from "./reconcile.ts";
import { type Reduced, reduced } from "./reduced.ts";
import { focusedWatch } from "./scene.ts";
import { accepted, typed } from "./type-text.ts";
import { withoutLast } from "./typed-text.ts";
import type { View } from "./view.ts";

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
        { ...before, notice: "status line sent to the clipboard" },
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

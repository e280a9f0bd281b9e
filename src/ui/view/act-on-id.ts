import { keyOf } from "../keys/table.ts";
import { isEndedProblem } from "../../watch/model/condition.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import type { Watch, WatchedId } from "../../watch/model/watch.ts";
import { watchName } from "../../wording/watch-name.ts";
import type { Seen } from "./reconcile.ts";
import { type Reduced, reduced } from "./reduced.ts";
import type { StartQuestion } from "./start-question.ts";
import { type View, watching } from "./view.ts";

/** Puts a text on the clipboard, as far as the terminal allows it. */
export function copied(view: View, text: string, what: string): Reduced {
  const notice = `${what} sent to the clipboard`;
  return reduced({ ...view, mode: watching, notice }, { type: "copy", text });
}

/** Polls the focused id now; one that has ended is only said to have. */
export function refreshed(view: View, focused: Watch): Reduced {
  return knownEnding(focused)
    ? reduced({ ...view, notice: `${watchName(focused)} has ended` })
    : reduced(view, { type: "refresh", id: focused.id });
}

/** Further ones are forgotten. */
const mostDropped = 10;

function watchedIdOf({ id, label, tenant, isAwaited }: Watch): WatchedId {
  return { id, label, ...(tenant !== undefined && { tenant }), ...(isAwaited && { isAwaited }) };
}

/** Ends the watch of an id, unless it is the last one. */
export function dropped(view: View, watch: Watch, { snapshot: { watches }, keys }: Seen): Reduced {
  if (watches.length === 1)
    return reduced({
      ...view,
      notice: `can't remove the last one; press ${keyOf("quit", "live", keys) || "Ctrl-C"} to quit`,
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

/** Brings back what was dropped last; one that is already back is skipped. */
export function undone(view: View, watches: readonly Watch[]): Reduced {
  const watched = new Set(watches.map(({ id }) => id));
  const gone = view.dropped.filter(({ id }) => !watched.has(id));
  const last = gone.at(-1);
  if (!last) return reduced({ ...view, dropped: [], notice: "nothing to undo" });
  const notice = `${watchName(last)} is watched again`;
  const next: View = { ...view, dropped: gone.slice(0, -1), chosen: last.id, notice };
  return reduced(next, { type: "add", ids: [last] });
}

/** Answers the question of a start with yes. */
export function confirmed(view: View, question: StartQuestion): Reduced {
  const notice = `starting ${question.source.name}`;
  return reduced({ ...view, mode: watching, notice }, { type: "start", question });
}

/** Only a problem that has ended stays one, and can be set aside. */
export function seenToggled(view: View, watch: Watch): Reduced {
  const name = watchName(watch);
  if (!isEndedProblem(watch))
    return reduced({ ...view, notice: `${name} is not a problem that has ended` });
  const seenProblems = new Set(view.seenProblems);
  const isNew = seenProblems.delete(watch.id);
  if (!isNew) seenProblems.add(watch.id);
  const notice = isNew ? `${name} counts as new again` : `${name} marked as seen`;
  return reduced({ ...view, seenProblems, notice });
}

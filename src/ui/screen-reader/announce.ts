import type { Usual } from "../../history/usual.ts";
import { hostsText } from "../../wording/clients-text.ts";
import { progressText } from "../../wording/progress-text.ts";
import { statusText } from "../../wording/status-text.ts";
import { watchName } from "../../wording/watch-name.ts";
import type { Clock } from "../../time/clock.ts";
import { clientOf, type Playback } from "../../watch/model/snapshot.ts";
import type { Watch } from "../../watch/model/watch.ts";
import type { WatchFeed } from "../../watch/feed.ts";
import { kindOf } from "../keys/binding.ts";
import { bindingsFor } from "../keys/table.ts";
import type { ScreenState, ScreenStore } from "../view/store.ts";
import { focusOf, type View } from "../view/view.ts";
import { spokenEvent } from "./spoken-event.ts";
import { spokenWords } from "./spoken-words.ts";

export interface AnnounceOptions {
  readonly watcher: Pick<WatchFeed, "snapshot" | "onEvent">;
  readonly store: ScreenStore;
  readonly clock: Clock;
  readonly usuals: ReadonlyMap<string, Usual>;
  readonly say: (line: string) => void;
}

const mostEvents = 5;

/**
 * Says a line for each event and for what each key does: the id moved to with its state, its events,
 * the list of keys. Nothing is said twice or because time passes. Returns how to stop it.
 */
export function announce({ watcher, store, clock, usuals, say }: AnnounceOptions): () => void {
  let before = store.get();
  let saidChoice = choiceText(before.view);

  function stateOf(watch: Watch, { snapshot, view }: ScreenState): string {
    const place = `${view.order.indexOf(watch.id) + 1} of ${view.order.length}`;
    const { intervalMs } = clientOf(snapshot, watch);
    const state = statusText(watch, usuals.get(watch.id), clock.elapsed(), intervalMs);
    return `${watchName(watch)}, ${place}: ${spokenWords(state)}`;
  }

  function sayPlayback({ isPaused, speed }: Playback, old: Playback | undefined): void {
    if (isPaused !== old?.isPaused) say(isPaused ? "replay paused" : "replay resumed");
    if (speed !== old?.speed) say(`replay at ${speed} times its speed`);
  }

  /** What is typed stands in the last row meanwhile. */
  function sayChoice({ view, snapshot }: ScreenState): void {
    const choice = choiceText(view);
    if (view.mode.kind === "filter" || choice === saidChoice) return;
    saidChoice = choice;
    const what = choice === "" ? "no filter" : choice;
    say(`${what}: ${view.order.length} of ${snapshot.watches.length} shown`);
  }

  function follow(): void {
    const { view: old, snapshot: oldSnapshot } = before;
    before = store.get();
    const { view, snapshot } = before;
    const focused = snapshot.watches.find(({ id }) => id === focusOf(view));
    if (view.notice !== undefined && view.notice !== old.notice) say(spokenWords(view.notice));
    if (snapshot.isPaused !== oldSnapshot.isPaused) {
      say(snapshot.isPaused ? "polling paused" : "polling resumed");
    }
    if (snapshot.playback) sayPlayback(snapshot.playback, oldSnapshot.playback);
    sayChoice(before);
    if (view.mode.kind === "help" && old.mode.kind !== "help") {
      for (const { help } of bindingsFor(kindOf(snapshot), before.keys)) {
        if (help) say(spokenWords(help.join(": ")));
      }
      store.press("escape");
      return;
    }
    if (view.zoom !== "none" && focused) {
      say(view.zoom === "events" ? eventsOf(focused) : stateOf(focused, before));
      store.press("escape");
      return;
    }
    if (focused && focusOf(view) !== focusOf(old)) say(stateOf(focused, before));
  }

  const { clients, watches } = watcher.snapshot();
  const ids = watches.length === 1 ? "1 aggregation" : `${watches.length} aggregations`;
  say(`watching ${ids} at ${hostsText(clients)}; the question mark lists the keys`);
  const stops = [
    store.subscribe(follow),
    watcher.onEvent(({ watch, event }) => {
      if (event.type === "poll") return;
      const counts = watch && event.type === "ended" ? progressText(watch) : "";
      const text = [spokenEvent(event), spokenWords(counts)].filter(Boolean).join(", ");
      say(watch ? `${watchName(watch)}: ${text}` : text);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Which ids the user has chosen to see; empty for all. */
function choiceText({ filter, isProblemsOnly, isDoneHidden }: View): string {
  const parts = [
    filter !== "" && `filter ${filter}`,
    isProblemsOnly && "problems only",
    isDoneHidden && "done hidden",
  ];
  return parts.filter(Boolean).join(", ");
}

function eventsOf(watch: Watch): string {
  const events = watch.log.slice(0, mostEvents).map(({ event }) => spokenEvent(event));
  return `${watchName(watch)}, newest first: ${events.join("; ") || "no events yet"}`;
}

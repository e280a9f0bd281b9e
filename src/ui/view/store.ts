import type { Clock } from "../../time/clock.ts";
import type { WatchCommands } from "../../watch/commands.ts";
import type { WatchFeed } from "../../watch/feed.ts";
import type { Size } from "./layout.ts";
import { kindOf } from "../keys/binding.ts";
import { actionOf, type KeyChanges } from "../keys/table.ts";
import type { MouseReport } from "../keys/mouse.ts";
import type { Action, Effect } from "./action.ts";
import { reduce } from "./reduce.ts";
import { isNews } from "./news.ts";
import type { StartQuestion } from "./start-question.ts";
import { rearranged, reconciled, type Seen } from "./reconcile.ts";
import { firstView, focusOf, type View, type WebPage } from "./view.ts";

/** Everything that the screen is made from, but for time. Immutable. */
export interface ScreenState extends Seen {
  readonly view: View;
  /** One more with each tick; moves what moves. */
  readonly step: number;
}

export type ScreenStore = ReturnType<typeof createScreenStore>;

export interface ScreenStoreDeps {
  readonly watcher: Pick<WatchFeed, "snapshot" | "subscribe"> &
    Partial<Pick<WatchCommands, "focus">>;
  /** The watcher's clock. */
  readonly clock: Pick<Clock, "elapsed">;
  /** The computer's own clock, by which the user's patience runs. */
  readonly userClock: Clock;
  readonly size: Size;
  /** Those that the user has changed. */
  readonly keys?: KeyChanges | undefined;
  /** Without a keyboard no id is focused. */
  readonly hasKeyboard: boolean;
  readonly perform: (effect: Effect) => void;
  /** Between two redraws that only let time pass; the computer's milliseconds. */
  readonly tickMs: number;
}

const parts = ["snapshot", "view", "size", "step"] as const;

/** For this long after a key the order stays as it is. */
const busyMs = 10_000;
/** News come no faster than that; the computer's milliseconds. */
const shortestGapMs = 200;
/** With more ids each says less of all of them. */
const manyIds = 12;
const longGapMs = 1000;

/** What is watched and how the user looks at it: the one thing that the screen subscribes to. */
export function createScreenStore(deps: ScreenStoreDeps) {
  const { watcher, clock, userClock, hasKeyboard, perform, tickMs, keys } = deps;
  const listeners = new Set<() => void>();
  const closed = new AbortController();
  const first = { snapshot: watcher.snapshot(), size: deps.size, ...(keys && { keys }) };
  let pressedAt = Number.NEGATIVE_INFINITY;
  let newsAt = Number.NEGATIVE_INFINITY;
  const startedAt = userClock.elapsed();
  let tickAt = startedAt + tickMs;
  let isLooking = false;
  let isTicking = false;
  let isCalming = false;
  let state: ScreenState = { ...first, view: rearranged(firstView, first), step: 0 };

  function set(next: Partial<ScreenState>): void {
    const changed = { ...state, ...next };
    if (parts.every((part) => changed[part] === state[part])) return;
    state = changed;
    // What is drawn now shows the time as well: a tick right after it would show the same.
    const ticks = Math.ceil((userClock.elapsed() - startedAt) / tickMs + 0.5);
    tickAt = startedAt + ticks * tickMs;
    focus();
    for (const listener of listeners) listener();
  }

  function focus(): void {
    if (hasKeyboard) watcher.focus?.(focusOf(state.view));
  }

  /** Takes over the watcher's snapshot, in the view made for it. */
  function see(viewOf: (seen: Seen) => View, more: Partial<ScreenState> = {}): void {
    const seen = {
      snapshot: watcher.snapshot(),
      size: more.size ?? state.size,
      ...(keys && { keys }),
    };
    set({ ...more, ...seen, view: viewOf(seen) });
  }

  function follow(more?: Partial<ScreenState>): void {
    const isBusy = userClock.elapsed() - pressedAt < busyMs;
    see((seen) => reconciled(state.view, seen, isBusy), more);
  }

  /** Follows news at once, with all that comes in the same moment, and the rest with the next tick. */
  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    const gapMs = state.snapshot.watches.length > manyIds ? longGapMs : shortestGapMs;
    await userClock.sleep(newsAt + gapMs - userClock.elapsed(), closed.signal);
    isLooking = false;
    if (!isNews(state.snapshot, watcher.snapshot())) return tick();
    newsAt = userClock.elapsed();
    follow();
  }

  /** Lets time pass on the screen, once. */
  async function tick(): Promise<void> {
    if (isTicking) return;
    isTicking = true;
    // What is drawn meanwhile puts it off.
    for (let ms = tickAt - userClock.elapsed(); ms > 0; ms = tickAt - userClock.elapsed()) {
      await userClock.sleep(ms, closed.signal);
    }
    isTicking = false;
    follow({ step: state.step + 1 });
  }

  function act(action: Action): void {
    pressedAt = userClock.elapsed();
    const { view, effects } = reduce(state.view, action, state, clock.elapsed());
    for (const effect of effects) perform(effect);
    // What a key has done shows at once, and together.
    see((seen) => reconciled(view, seen, true));
    void unlessClosed(calmDown());
  }

  /** Makes up for what keys have put off, once none has been pressed for long enough. */
  async function calmDown(): Promise<void> {
    if (isCalming) return;
    isCalming = true;
    for (let ms = busyMs; ms > 0; ms = pressedAt + busyMs - userClock.elapsed()) {
      // Keys may be pressed meanwhile.
      await userClock.sleep(ms, closed.signal);
    }
    isCalming = false;
    follow();
  }

  async function unlessClosed(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (!closed.signal.aborted) throw error;
    }
  }

  focus();
  const unsubscribe = watcher.subscribe(() => void unlessClosed(look()));
  return {
    /** The same object until something has changed. */
    get: () => state,
    /** Returns how to stop that. */
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Takes a key by its name. */
    press(key: string): void {
      const action = actionOf(key, state.view.mode.kind, kindOf(state.snapshot), keys);
      if (action) act(action);
    },
    /** Takes what the mouse does. */
    point(report: MouseReport): void {
      if (report.type !== "other") act(report);
    },
    paste(text: string): void {
      act({ type: "text", text });
    },
    /** Shows a notice in the last row, until the next key or for as long as after one. */
    notice(text: string): void {
      pressedAt = userClock.elapsed();
      void unlessClosed(calmDown());
      set({ view: { ...state.view, notice: text } });
    },
    /** Shows an address, unless the user is busy with something else. */
    showPage(page: WebPage): void {
      const { view } = state;
      const isFree = view.mode.kind === "watch" || view.mode.kind === "page";
      if (isFree) set({ view: { ...view, mode: { kind: "page", page }, notice: undefined } });
    },
    /** Asks whether to start another aggregation, unless the user is busy with something else. */
    askStart(question: StartQuestion): void {
      const { view } = state;
      if (view.mode.kind !== "watch") return;
      set({ view: { ...view, mode: { kind: "start", question }, notice: undefined } });
    },
    /** Another layout may have another order. */
    resize: (size: Size) => see((seen) => rearranged(state.view, seen), { size }),
    /** Has time pass on the screen once more: for a frame that shows it. */
    keepTime: () => void unlessClosed(tick()),
    close(): void {
      unsubscribe();
      closed.abort();
    },
  };
}

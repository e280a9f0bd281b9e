import type { Clock } from "../../time/clock.ts";
import type { WatchCommands } from "../../watch/commands.ts";
import type { WatchFeed } from "../../watch/feed.ts";
import type { Size } from "./layout.ts";
import { kindOf } from "../keys/binding.ts";
import { actionOf } from "../keys/table.ts";
import type { Action, Effect } from "./action.ts";
import { reduce } from "./reduce.ts";
import { rearranged, reconciled, type Seen } from "./reconcile.ts";
import { firstView, focusOf, type View } from "./view.ts";

/** Everything that the screen is made from, but for time. Immutable. */
export interface ScreenState extends Seen {
  readonly view: View;
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
  /** Without a keyboard no id is focused. */
  readonly hasKeyboard: boolean;
  readonly perform: (effect: Effect) => void;
}

/** For this long after a key the order stays as it is. */
const busyMs = 10_000;
/** The screen follows the watcher no faster than that; the computer's milliseconds. */
const shortestGapMs = 200;
/** With more ids a frame costs more to make, and changes less of the screen. */
const manyIds = 12;
const longGapMs = 1000;

/** What is watched and how the user looks at it: the one thing that the screen subscribes to. */
export function createScreenStore(deps: ScreenStoreDeps) {
  const { watcher, clock, userClock, hasKeyboard, perform } = deps;
  const listeners = new Set<() => void>();
  const closed = new AbortController();
  const first = { snapshot: watcher.snapshot(), size: deps.size };
  let pressedAt = Number.NEGATIVE_INFINITY;
  let isFollowing = false;
  let isCalming = false;
  let state: ScreenState = { ...first, view: rearranged(firstView, first) };

  function set(next: ScreenState): void {
    if (next.snapshot === state.snapshot && next.view === state.view && next.size === state.size) {
      return;
    }
    state = next;
    focus();
    for (const listener of listeners) listener();
  }

  function focus(): void {
    if (hasKeyboard) watcher.focus?.(focusOf(state.view));
  }

  /** Takes over the watcher's snapshot, in the view made for it. */
  function see(viewOf: (seen: Seen) => View, size = state.size): void {
    const seen = { snapshot: watcher.snapshot(), size };
    set({ ...seen, view: viewOf(seen) });
  }

  function follow(): void {
    const isBusy = userClock.elapsed() - pressedAt < busyMs;
    see((seen) => reconciled(state.view, seen, isBusy));
  }

  /** Follows all that happens in the next moment at once. */
  async function followLater(): Promise<void> {
    if (isFollowing) return;
    isFollowing = true;
    const isMany = state.snapshot.watches.length > manyIds;
    await userClock.sleep(isMany ? longGapMs : shortestGapMs, closed.signal);
    isFollowing = false;
    follow();
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
  const unsubscribe = watcher.subscribe(() => void unlessClosed(followLater()));
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
      const action = actionOf(key, state.view.mode.kind, kindOf(state.snapshot));
      if (action) act(action);
    },
    paste(text: string): void {
      act({ type: "text", text });
    },
    /** Says something in the last row, until the next key or for as long as after one. */
    notice(text: string): void {
      pressedAt = userClock.elapsed();
      void unlessClosed(calmDown());
      set({ ...state, view: { ...state.view, notice: text } });
    },
    /** Another layout may have another order. */
    resize: (size: Size) => see((seen) => rearranged(state.view, seen), size),
    close(): void {
      unsubscribe();
      closed.abort();
    },
  };
}

import type { Clock } from "../../time/clock.ts";
import type { Snapshot } from "../../watch/model/snapshot.ts";
import type { WatchCommands } from "../../watch/commands.ts";
import type { WatchFeed } from "../../watch/feed.ts";
import type { Size } from "./layout.ts";
import { kindOf } from "../keys/binding.ts";
import { actionOf } from "../keys/table.ts";
import type { Action, Effect } from "./action.ts";
import { reduce } from "./reduce.ts";
import { rearranged, reconciled } from "./reconcile.ts";
import { firstView, focusOf, type View } from "./view.ts";

/** Everything that the screen is made of, but for time. Immutable. */
export interface ScreenState {
  readonly snapshot: Snapshot;
  readonly view: View;
  readonly size: Size;
}

/** What is watched and how the user looks at it: the one thing that the screen subscribes to. */
export interface ScreenStore {
  /** The same object until something has changed. */
  readonly get: () => ScreenState;
  /** Calls `listener` when there is another state; returns how to stop that. */
  readonly subscribe: (listener: () => void) => () => void;
  /** A key was pressed, by its name. */
  press(key: string): void;
  /** A text was pasted. */
  paste(text: string): void;
  /** Says something in the last row, until the next key or for as long as after one. */
  notice(text: string): void;
  /** The terminal has another size. */
  readonly resize: (size: Size) => void;
  /** Forgets the watcher. */
  close(): void;
}

/** What a store needs. */
export interface ScreenStoreDeps {
  readonly watcher: Pick<WatchFeed, "snapshot" | "subscribe"> &
    Partial<Pick<WatchCommands, "focus">>;
  /** The watcher's clock. */
  readonly clock: Pick<Clock, "elapsed">;
  /** The computer's own clock, by which the user's patience runs. */
  readonly userClock: Clock;
  readonly size: Size;
  /** Whether somebody can look at one id more than at others. */
  readonly hasKeyboard: boolean;
  /** Does what a key asks for beyond the screen. */
  readonly perform: (effect: Effect) => void;
}

/** For so long after a key the order stays as it is, whatever happens. */
const busyMs = 10_000;
/** The screen follows the watcher no faster than that; the computer's milliseconds. */
const shortestGapMs = 200;
/** With more ids than that a screen costs more to make, and each changes less of it. */
const manyIds = 12;
const longGapMs = 1000;

export function createScreenStore(deps: ScreenStoreDeps): ScreenStore {
  const { watcher, clock, userClock, hasKeyboard, perform } = deps;
  const listeners = new Set<() => void>();
  const closed = new AbortController();
  let pressedAt = Number.NEGATIVE_INFINITY;
  let isFollowing = false;
  let isCalming = false;
  let state = firstState();

  function firstState(): ScreenState {
    const seen = { snapshot: watcher.snapshot(), size: deps.size };
    return { ...seen, view: rearranged(firstView, seen) };
  }

  function set(next: ScreenState): void {
    if (next.snapshot === state.snapshot && next.view === state.view && next.size === state.size) {
      return;
    }
    state = next;
    attend();
    for (const listener of listeners) listener();
  }

  /** Without a keyboard nobody looks at one id more than at another. */
  function attend(): void {
    if (hasKeyboard) watcher.focus?.(focusOf(state.view));
  }

  /** Takes over what has happened to the ids. */
  function follow(): void {
    const seen = { snapshot: watcher.snapshot(), size: state.size };
    const isBusy = userClock.elapsed() - pressedAt < busyMs;
    set({ ...seen, view: reconciled(state.view, seen, isBusy) });
  }

  /** Follows what happens in the next moment, all of it at once. */
  async function followLater(): Promise<void> {
    if (isFollowing) return;
    isFollowing = true;
    const gapMs = state.snapshot.watches.length > manyIds ? longGapMs : shortestGapMs;
    try {
      await userClock.sleep(gapMs, closed.signal);
      isFollowing = false;
      follow();
    } catch (error) {
      if (!closed.signal.aborted) throw error;
    }
  }

  function act(action: Action): void {
    pressedAt = userClock.elapsed();
    const { view, effects } = reduce(state.view, action, state, clock.elapsed());
    for (const effect of effects) perform(effect);
    // What a key has done is seen at once, and together.
    const seen = { snapshot: watcher.snapshot(), size: state.size };
    set({ ...seen, view: reconciled(view, seen, true) });
    void calmDown();
  }

  /** What a key has put off is made up for once no key has been pressed for long enough. */
  async function calmDown(): Promise<void> {
    if (isCalming) return;
    isCalming = true;
    try {
      for (let ms = busyMs; ms > 0; ms = pressedAt + busyMs - userClock.elapsed()) {
        // Keys may be pressed meanwhile.
        await userClock.sleep(ms, closed.signal);
      }
      follow();
    } catch (error) {
      if (!closed.signal.aborted) throw error;
    } finally {
      isCalming = false;
    }
  }

  attend();
  const unsubscribe = watcher.subscribe(() => void followLater());
  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    press(key) {
      const action = actionOf(key, state.view.mode.kind, kindOf(state.snapshot));
      if (action) act(action);
    },
    paste(text) {
      act({ type: "text", text });
    },
    notice(text) {
      pressedAt = userClock.elapsed();
      void calmDown();
      set({ ...state, view: { ...state.view, notice: text } });
    },
    resize(size) {
      const seen = { snapshot: watcher.snapshot(), size };
      // Another layout may have another order.
      set({ ...seen, view: rearranged(state.view, seen) });
    },
    close() {
      unsubscribe();
      closed.abort();
    },
  };
}

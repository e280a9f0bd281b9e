import type { TimedEvent } from "./model/timed-event.ts";
import { afterInput, type Board, type Input } from "./board.ts";
import { pollsPerSecond } from "../client/budget.ts";
import type { WatchFeed } from "./feed.ts";
import { knownEnding } from "./model/known-ending.ts";
import type { Moment } from "./model/moment.ts";
import { intervalMs } from "./decide/schedule.ts";
import type { ClientState, Snapshot } from "./model/snapshot.ts";

/** Hears every input once the board has taken it, with its events. */
export type InputListener = (input: Input, now: Moment, events: readonly TimedEvent[]) => void;

export interface BoardStore extends WatchFeed {
  readonly board: () => Board;
  readonly take: (input: Input, now: Moment) => void;
  readonly onInput: (listener: InputListener) => () => void;
  /** Reports a new snapshot of the same board. */
  readonly changed: () => void;
}

/** The part of a snapshot that is not on its board. */
export interface Surroundings extends Pick<ClientState, "tenant" | "host"> {
  readonly requestedIntervalMs: number;
  /** The present: with time the budget grows, and polls come closer. */
  readonly elapsed: () => number;
}

export function createBoardStore(
  first: Board,
  { tenant, host, requestedIntervalMs, elapsed }: Surroundings,
  more: () => Pick<Snapshot, "playback"> = () => ({}),
): BoardStore {
  const listeners = new Set<() => void>();
  const eventListeners = new Set<(event: TimedEvent) => void>();
  const inputListeners = new Set<InputListener>();
  let board = first;
  let snapshot: Snapshot | undefined;

  function takeSnapshot(): Snapshot {
    const watches = [...board.watches.values()];
    const live = watches.filter((watch) => !knownEnding(watch)).length;
    const { budget, signIn, look, isPaused, focused } = board;
    const everyMs = intervalMs(requestedIntervalMs, live, pollsPerSecond(budget, elapsed()));
    const client = { tenant, host, budget, signIn, intervalMs: everyMs };
    return { watches, clients: [client], ...(look && { look }), isPaused, focused, ...more() };
  }

  function changed(): void {
    snapshot = undefined;
    for (const listener of listeners) listener();
  }

  return {
    board: () => board,
    snapshot: () => (snapshot ??= takeSnapshot()),
    take(input, now) {
      const { board: next, events } = afterInput(board, input, now);
      board = next;
      snapshot = undefined;
      for (const listener of inputListeners) listener(input, now, events);
      changed();
      for (const event of events) {
        for (const listener of eventListeners) listener(event);
      }
    },
    subscribe: (listener) => listening(listeners, listener),
    onEvent: (listener) => listening(eventListeners, listener),
    onInput: (listener) => listening(inputListeners, listener),
    changed,
  };
}

function listening<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

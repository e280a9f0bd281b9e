import type { TimedEvent } from "./model/timed-event.ts";
import { afterInput, type Board, type Input } from "./board.ts";
import { pollsPerSecond } from "../client/budget.ts";
import type { WatchFeed } from "./feed.ts";
import type { Moment } from "./model/moment.ts";
import { intervalMs } from "./decide/schedule.ts";
import type { ClientState, Snapshot } from "./model/snapshot.ts";
import { listOf, watchOf } from "./model/watches.ts";

/** Hears every input once the board has taken it, with its events. */
export type InputListener = (input: Input, now: Moment, events: readonly TimedEvent[]) => void;

export interface BoardStore extends WatchFeed {
  readonly board: () => Board;
  readonly take: (input: Input, now: Moment) => void;
  readonly onInput: (listener: InputListener) => () => void;
  /** How often each id is polled now. */
  readonly intervalMs: () => number;
  /** Reports a new snapshot of the same board. */
  readonly changed: () => void;
}

/** The part of a snapshot that is not on its board. */
export interface Surroundings extends Pick<ClientState, "tenant" | "host" | "web"> {
  readonly requestedIntervalMs: number;
  /** The present: with time the budget grows, and polls come closer. */
  readonly elapsed: () => number;
}

export function createBoardStore(
  first: Board,
  { requestedIntervalMs, elapsed, ...whose }: Surroundings,
  more: () => Pick<Snapshot, "playback"> = () => ({}),
): BoardStore {
  const listeners = new Set<() => void>();
  const eventListeners = new Set<(event: TimedEvent) => void>();
  const inputListeners = new Set<InputListener>();
  let board = first;
  let snapshot: Snapshot | undefined;

  function everyMs(): number {
    const { watches, budget } = board;
    return intervalMs(requestedIntervalMs, watches.live, pollsPerSecond(budget, elapsed()));
  }

  function takeSnapshot(): Snapshot {
    const { budget, signIn, serverProblem, look, toStart, isPaused, focused } = board;
    const watches = listOf(board.watches);
    const client = { ...whose, budget, signIn, serverProblem, intervalMs: everyMs() };
    const beside = { ...(look && { look }), ...(toStart !== undefined && { toStart }) };
    return { watches, clients: [client], ...beside, isPaused, focused, ...more() };
  }

  function changed(): void {
    snapshot = undefined;
    for (const listener of listeners) listener();
  }

  return {
    board: () => board,
    snapshot: () => (snapshot ??= takeSnapshot()),
    watchOf: (id) => watchOf(board.watches, id),
    hasUnended: () => board.watches.unended > 0,
    intervalMs: everyMs,
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

import { afterInput, type Board, type Input } from "./board.ts";
import { pollsPerSecond } from "../client/budget.ts";
import type { TimedEvent } from "./model/event.ts";
import { knownEnding } from "./model/known-ending.ts";
import type { Moment } from "./model/moment.ts";
import { intervalMs } from "./decide/schedule.ts";
import type { Snapshot } from "./model/snapshot.ts";

/** Hears every input, after it has made another board, with what there is to tell of it. */
export type InputListener = (input: Input, now: Moment, events: readonly TimedEvent[]) => void;

/** Keeps a board, and lets readers see and hear what becomes of it. */
export interface BoardStore {
  readonly board: () => Board;
  /** The same object until something has changed. */
  readonly snapshot: () => Snapshot;
  /** Makes the next board and tells everybody. */
  readonly take: (input: Input, now: Moment) => void;
  /** Each calls `listener` from now on, and returns how to stop that. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly onEvent: (listener: (event: TimedEvent) => void) => () => void;
  readonly onInput: (listener: InputListener) => () => void;
  /** There is another snapshot, whatever the board. */
  readonly changed: () => void;
}

/** What a snapshot has beside its board. */
export interface Surroundings {
  /** What its ids have as their tenant, where there are several. */
  readonly tenant?: string | undefined;
  readonly host: string;
  /** What `--interval` says. */
  readonly requestedIntervalMs: number;
  /** The present, `elapsed` milliseconds: with time the budget grows, and so what it reaches for. */
  readonly elapsed: () => number;
}

/** @param more what else a snapshot has at the moment */
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
    const rate = pollsPerSecond(board.budget, elapsed());
    const { budget, signIn, look, isPaused, focused } = board;
    const everyMs = intervalMs(requestedIntervalMs, live, rate);
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

import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";
import { openBudget } from "../../../src/client/budget.ts";
import type { Snapshot } from "../../../src/watch/model/snapshot.ts";
import type { Watch } from "../../../src/watch/model/watch.ts";
import type { Watcher } from "../../../src/watch/watcher.ts";

/** A watcher that asks nothing: what becomes of it is up to the law. */
export interface InventedWatcher extends Watcher {
  /** What it was told to do, with what. */
  readonly told: readonly (readonly [string, ...unknown[]])[];
  /** How often it was begun, and how to end or break what was begun last. */
  readonly runs: readonly Pick<PromiseWithResolvers<void>, "resolve" | "reject">[];
  /** How many listen to its snapshots and to its events. */
  readonly listeners: () => number;
  /** Watches these from now on. */
  readonly become: (watches: readonly Watch[]) => void;
  /** Tells an event. */
  readonly tell: (event: TimedEvent) => void;
}

/** @param tenant its name, and the first part of its host */
export function inventedWatcher(tenant: string, first: readonly Watch[]): InventedWatcher {
  const host = `${tenant}.api.identitynow.com`;
  const client = { tenant, host, budget: openBudget(), signIn: undefined, intervalMs: 5000 };
  const snapshotOf = (watches: readonly Watch[]): Snapshot => ({
    watches,
    clients: [client],
    isPaused: false,
    focused: undefined,
  });
  const told: [string, ...unknown[]][] = [];
  const runs: PromiseWithResolvers<void>[] = [];
  const subscribers = new Set<() => void>();
  const eventListeners = new Set<(event: TimedEvent) => void>();
  let snapshot = snapshotOf(first);

  const notes =
    (command: string) =>
    (...given: readonly unknown[]) =>
      void told.push([command, ...given]);
  return {
    told,
    runs,
    listeners: () => subscribers.size + eventListeners.size,
    become(watches) {
      snapshot = snapshotOf(watches);
      for (const subscriber of subscribers) subscriber();
    },
    tell(event) {
      for (const listener of eventListeners) listener(event);
    },
    snapshot: () => snapshot,
    watchOf: (id) => snapshot.watches.find((watch) => watch.id === id),
    hasUnended: () => snapshot.watches.some(({ ending }) => !ending),
    subscribe: (listener) => listening(subscribers, listener),
    onEvent: (listener) => listening(eventListeners, listener),
    run() {
      const over = Promise.withResolvers<void>();
      runs.push(over);
      return over.promise;
    },
    add: notes("add"),
    name: notes("name"),
    remember: notes("remember"),
    looked: notes("looked"),
    queued: notes("queued"),
    drop: notes("drop"),
    refresh: notes("refresh"),
    pause: notes("pause"),
    endWait: notes("endWait"),
    focus: notes("focus"),
    interrupt: notes("interrupt"),
  };
}

function listening<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

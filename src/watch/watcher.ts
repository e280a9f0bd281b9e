import { type ApiError, SignInRefusedError } from "../api/errors.ts";
import type { Tenant } from "../api/tenant.ts";
import type { Clock } from "../time/clock.ts";
import { type Budget, openBudget, pollsPerSecond } from "./budget.ts";
import { decide, type Happening } from "./decide.ts";
import type { WatchEvent } from "./fact.ts";
import { momentOf } from "./moment.ts";
import { poll } from "./poll.ts";
import { intervalMs } from "./schedule.ts";
import { createSender, type SignIn } from "./sender.ts";
import { createTurns } from "./turns.ts";
import { newWatch, type Watch, type WatchedId } from "./watch.ts";

/** Everything there is to show, at one moment. Immutable. */
export interface Snapshot {
  /** The tenant's host. */
  readonly host: string;
  /** In the order in which the user gave the ids. */
  readonly watches: readonly Watch[];
  readonly budget: Budget;
  /** What goes on at the token endpoint, while something does. */
  readonly signIn: SignIn | undefined;
  /** The time between two polls of an id, as it is now; milliseconds. */
  readonly intervalMs: number;
}

/** Watches ids until all have ended. Readers see snapshots and events; none decides anything. */
export interface Watcher {
  /** The same object until something has changed. */
  snapshot(): Snapshot;
  /** Calls `listener` when there is another snapshot; returns how to stop that. */
  subscribe(listener: () => void): () => void;
  /** Calls `listener` with everything that happens; returns how to stop that. */
  onEvent(listener: (event: WatchEvent) => void): () => void;
  /**
   * Asks until every id has ended.
   *
   * @throws the signal's reason when it is aborted; any other error is a bug of ours
   */
  run(signal: AbortSignal): Promise<void>;
}

/** What the user may set. */
export interface WatchSettings {
  /** What `--interval` says. */
  readonly intervalMs: number;
  /** What `--stall-after` says; undefined where each aggregation's own rhythm tells. */
  readonly stallAfterMs: number | undefined;
}

/** What a watcher needs from the world. */
export interface WatcherDeps {
  readonly tenant: Tenant;
  readonly clock: Clock;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
}

/**
 * @param ids without repetitions
 */
export function createWatcher(
  ids: readonly WatchedId[],
  { intervalMs: requestedIntervalMs, stallAfterMs }: WatchSettings,
  { tenant, clock, random }: WatcherDeps,
): Watcher {
  const watches = new Map(ids.map((id) => [id.id, newWatch(id, clock.elapsed())]));
  const listeners = new Set<() => void>();
  const eventListeners = new Set<(event: WatchEvent) => void>();
  const turns = createTurns(openBudget(), clock, random, changed);
  let snapshot: Snapshot | undefined;
  let signIn: SignIn | undefined;

  function takeSnapshot(): Snapshot {
    const budget = turns.budget();
    const all = [...watches.values()];
    const live = all.filter((watch) => !watch.ending).length;
    const rate = pollsPerSecond(budget, clock.elapsed());
    return {
      host: tenant.host,
      watches: all,
      budget,
      signIn,
      intervalMs: intervalMs(requestedIntervalMs, live, rate),
    };
  }

  const current = () => (snapshot ??= takeSnapshot());

  function changed(): void {
    snapshot = undefined;
    for (const listener of listeners) listener();
  }

  function emit(event: WatchEvent): void {
    for (const listener of eventListeners) listener(event);
  }

  function watchOf(id: string): Watch {
    const watch = watches.get(id);
    if (!watch) throw new Error(`not watched: ${id}`);
    return watch;
  }

  function post(id: string, happening: Happening): void {
    const now = momentOf(clock);
    const { watch, facts } = decide(watchOf(id), happening, now);
    watches.set(id, watch);
    changed();
    for (const fact of facts) emit({ at: now.wall, id, fact });
  }

  function signsIn(state: SignIn | undefined): void {
    signIn = state;
    changed();
  }

  /** A 429: told once to the readers, and noted in every pane that waits. */
  function limited(waitMs: number): void {
    const fact = { type: "wait", waitMs } as const;
    for (const id of watches.keys()) post(id, { type: "waited", fact });
    emit({ at: clock.now(), id: undefined, fact });
  }

  function failed(id: string, error: ApiError): void {
    post(id, { type: "failed", error, jitter: random() });
  }

  async function run(signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const sender = createSender(tenant, turns, { clock, random }, signsIn, limited, either);

    async function watchOne(id: string): Promise<void> {
      const untilDue = () => clock.sleep(watchOf(id).nextAskAt - clock.elapsed(), either);
      const port = {
        dueAt: () => watchOf(id).nextAskAt,
        asked: () => post(id, { type: "asked" }),
        failed: (error: ApiError) => failed(id, error),
        untilDue,
      };
      while (!watchOf(id).ending) {
        // One after the other is the point: an id has at most one request in flight.
        // oxlint-disable-next-line no-await-in-loop
        await untilDue();
        // oxlint-disable-next-line no-await-in-loop
        const answer = await poll(id, sender, port, either);
        if (answer) {
          const { intervalMs } = current();
          post(id, { type: "answered", answer, intervalMs, stallAfterMs });
        }
      }
    }

    const runs = ids.map(({ id }) =>
      // The first error ends all; the errors of the others are then that they were stopped.
      watchOne(id).catch((error: unknown) => stop.abort(error)),
    );
    await Promise.all(runs);
    signal.throwIfAborted();
    const reason: unknown = stop.signal.reason;
    if (reason instanceof SignInRefusedError) {
      for (const { id } of ids) failed(id, reason);
    } else {
      stop.signal.throwIfAborted();
    }
  }

  return {
    snapshot: current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onEvent: (listener) => {
      eventListeners.add(listener);
      return () => void eventListeners.delete(listener);
    },
    run,
  };
}

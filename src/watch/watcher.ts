import type { Tenant } from "../api/tenant.ts";
import { firstBoard, type Input, type OwnHappening } from "./board.ts";
import { createBoardStore, type InputListener } from "./board-store.ts";
import { allowance } from "../client/budget.ts";
import { type Client, type ClientDeps, createClient } from "../client/client.ts";
import type { RateLimit } from "../client/look-ups.ts";
import type { TimedEvent } from "./model/event.ts";
import type { WatchCommands } from "./commands.ts";
import { type Moment, momentOf } from "./model/moment.ts";
import { createPollers } from "./polling/pollers.ts";
import type { Snapshot } from "./model/snapshot.ts";
import type { WatchedId } from "./model/watch.ts";

/** Watches ids until all have ended. Readers see snapshots and events; none decides anything. */
export interface Watcher extends WatchCommands {
  /** The same object until something has changed. */
  snapshot(): Snapshot;
  /** Calls `listener` when there is another snapshot; returns how to stop that. */
  subscribe(listener: () => void): () => void;
  /** Calls `listener` with everything that happens; returns how to stop that. */
  onEvent(listener: (event: TimedEvent) => void): () => void;
  /**
   * Asks until every id has ended.
   *
   * @throws the signal's reason when it is aborted; any other error is a bug of ours
   */
  run(signal: AbortSignal): Promise<void>;
}

/** A watcher that asks a tenant: what it is told, and what the user does, can be heard as well. */
export interface LiveWatcher extends Watcher {
  /** When there was a first snapshot. */
  readonly began: Moment;
  /** Calls `listener` with everything that makes another snapshot; returns how to stop that. */
  onInput(listener: InputListener): () => void;
}

/** What the user may set. */
export interface WatchSettings {
  /** What `--interval` says. */
  readonly intervalMs: number;
  /** What `--stall-after` says; undefined where each aggregation's own rhythm tells. */
  readonly stallAfterMs: number | undefined;
  /** What `--give-up-after` says; undefined for never giving up. */
  readonly giveUpAfterMs?: number | undefined;
}

/** What a watcher needs from the world: a client in use already, or a tenant to be one of. */
export type WatcherDeps = ClientDeps & {
  /** What the user calls the tenant, where there are several. */
  readonly tenantName?: string;
} & ({ readonly client: Client } | { readonly tenant: Tenant; readonly client?: undefined });

/**
 * @param ids without repetitions
 */
export function createWatcher(
  ids: readonly WatchedId[],
  { intervalMs: requestedIntervalMs, ...settings }: WatchSettings,
  deps: WatcherDeps,
): LiveWatcher {
  const { clock, random } = deps;
  const client = deps.client ?? createClient(deps.tenant, deps);
  const { tenant, queue } = client;
  const began = momentOf(clock);
  const store = createBoardStore(
    firstBoard(ids, { budget: queue.budget(), signIn: client.signIn() }, began.elapsed),
    {
      tenant: deps.tenantName,
      host: tenant.host,
      requestedIntervalMs,
      elapsed: () => clock.elapsed(),
    },
  );
  const pollers = createPollers({ store, post, settings, client, clock, random });
  /** Until when readers know that a 429 lets nothing leave; `elapsed` milliseconds. */
  let reportedUntil = 0;

  function take(input: Input): void {
    store.take(input, momentOf(clock));
  }

  function post(id: string, happening: OwnHappening): void {
    take({ type: "happened", id, happening });
  }

  /** The client is somebody else's as well: what has become of it is seen afterwards. */
  function clientChanged(): void {
    const { budget, signIn } = store.board();
    if (queue.budget() !== budget) take({ type: "budget", budget: queue.budget() });
    if (client.signIn() !== signIn) take({ type: "signIn", state: client.signIn() });
  }

  function shared(watchers: number): void {
    take({ type: "shared", watchers, perWindow: allowance(queue.budget(), clock.elapsed()) });
  }

  function limited({ waitMs, isElsewhere }: RateLimit): void {
    reportedUntil = queue.budget().closedUntil;
    take({ type: "limited", waitMs, ...(isElsewhere && { isElsewhere }) });
  }

  /** A 429 that was met before anybody listened is told of as soon as it holds something back. */
  async function run(signal: AbortSignal): Promise<void> {
    const limit = client.limit();
    if (limit && queue.budget().closedUntil > reportedUntil) limited(limit);
    await pollers.run(signal);
  }

  client.listen({
    changed: clientChanged,
    limited,
    deprecated: (version) => take({ type: "deprecated", version }),
    shared,
  });
  const { snapshot, subscribe, onEvent, onInput } = store;
  return {
    began,
    snapshot,
    subscribe,
    onEvent,
    onInput,
    run,
    add(more) {
      for (const watched of more.filter(({ id }) => !store.board().watches.has(id))) {
        take({ type: "added", watched });
        pollers.begin(watched.id);
      }
    },
    name: (id, label) => post(id, { type: "named", label }),
    looked: (look) => take({ type: "looked", look }),
    drop(id) {
      take({ type: "dropped", id });
      pollers.stop(id);
    },
    refresh(id) {
      post(id, { type: "hurried" });
      pollers.reschedule();
    },
    pause(isPaused) {
      take({ type: "paused", isPaused });
      pollers.reschedule();
    },
    endWait() {
      take({ type: "waitEnded" });
      client.endWait();
    },
    focus(id) {
      if (store.board().focused === id) return;
      take({ type: "attended", id });
      pollers.reschedule();
    },
    interrupt: pollers.interrupt,
  };
}

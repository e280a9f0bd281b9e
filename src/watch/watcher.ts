import { type Loss, lossText } from "../client/fleet/loss.ts";
import type { WatchSettings } from "./model/watch-settings.ts";
import type { Tenant } from "../api/tenant.ts";
import { firstBoard, type Input, type OwnHappening } from "./board.ts";
import { createBoardStore, type InputListener } from "./board-store.ts";
import { allowance } from "../client/budget.ts";
import { type Client, type ClientDeps, createClient } from "../client/client.ts";
import type { RateLimit } from "../client/look-ups.ts";
import type { WatchCommands } from "./commands.ts";
import type { WatchFeed } from "./feed.ts";
import { type Moment, momentOf } from "./model/moment.ts";
import { createPollers } from "./polling/pollers.ts";
import type { Watch, WatchedId } from "./model/watch.ts";

export interface Watcher extends WatchFeed, WatchCommands {
  /** Polls until all have ended. Throws the signal's reason; any other error is a bug of ours. */
  run(signal: AbortSignal): Promise<void>;
}

/** The watcher of one tenant. Its first snapshot and its inputs can be recorded. */
export interface LiveWatcher extends Watcher {
  readonly began: Moment;
  readonly onInput: (listener: InputListener) => () => void;
  /** Stops listening to the client, which may go on with another watch. */
  readonly close: () => void;
}

export type WatcherDeps = ClientDeps & {
  readonly tenantName?: string;
} & ({ readonly client: Client } | { readonly tenant: Tenant; readonly client?: undefined });

/** As many as the screen can bring back; each takes some kilobytes. */
const mostDropped = 10;

/** @param ids without repetitions */
export function createWatcher(
  ids: readonly WatchedId[],
  { intervalMs: requestedIntervalMs, ...settings }: WatchSettings,
  deps: WatcherDeps,
): LiveWatcher {
  const { clock, random, tenantName: tenant } = deps;
  const client = deps.client ?? createClient(deps.tenant, deps);
  const { queue } = client;
  const { host, web } = client.tenant;
  const began = momentOf(clock);
  const elapsed = () => clock.elapsed();
  const store = createBoardStore(
    firstBoard(ids, { budget: queue.budget(), signIn: client.signIn() }, began.elapsed),
    { tenant, host, web, requestedIntervalMs, elapsed },
  );
  const pollers = createPollers({ store, post, settings, client, clock, random });
  /** Until when a reported 429 holds back requests; `elapsed` milliseconds. */
  let reportedUntil = 0;
  /** The last ones dropped, by id. */
  const dropped = new Map<string, Watch>();

  function take(input: Input): void {
    store.take(input, momentOf(clock));
  }

  function post(id: string, happening: OwnHappening): void {
    take({ type: "happened", id, happening });
  }

  /** The client may be shared: compare its state after each change. */
  function clientChanged(): void {
    const { budget, signIn } = store.board();
    if (queue.budget() !== budget) take({ type: "budget", budget: queue.budget() });
    if (client.signIn() !== signIn) take({ type: "signIn", state: client.signIn() });
  }

  function limited({ waitMs, isElsewhere }: RateLimit): void {
    reportedUntil = queue.budget().closedUntil;
    take({ type: "limited", waitMs, ...(isElsewhere && { isElsewhere }) });
  }

  function alone(loss: Loss | undefined): void {
    const { watchers } = queue.budget();
    const problem = loss && lossText(loss);
    take({ type: "server", problem, watchers, perWindow: allowance(queue.budget(), elapsed()) });
  }

  /** Reports what held back polls before the first one here. */
  async function run(signal: AbortSignal): Promise<void> {
    const limit = client.limit();
    if (limit && queue.budget().closedUntil > reportedUntil) limited(limit);
    if (client.loss()) alone(client.loss());
    await pollers.run(signal);
  }

  const close = client.listen({
    changed: clientChanged,
    limited,
    alone,
    deprecated: (version) => take({ type: "deprecated", version }),
    shared: (watchers) =>
      take({ type: "shared", watchers, perWindow: allowance(queue.budget(), elapsed()) }),
  });
  const { snapshot, watchOf, hasUnended, subscribe, onEvent, onInput } = store;
  return {
    began,
    snapshot,
    watchOf,
    hasUnended,
    subscribe,
    onEvent,
    onInput,
    close,
    run,
    add(more) {
      for (const watched of more.filter(({ id }) => !store.watchOf(id))) {
        const watch = dropped.get(watched.id);
        take(watch ? { type: "restored", watch } : { type: "added", watched });
        dropped.delete(watched.id);
        pollers.begin(watched.id);
      }
    },
    name(id, source) {
      post(id, { type: "named", ...source });
      // What has become known of it may make it due.
      pollers.reschedule([id]);
    },
    remember: (id, runs) => post(id, { type: "remembered", runs }),
    queued: (toStart) => take({ type: "queued", toStart }),
    looked: (look) => take({ type: "looked", look }),
    drop(id) {
      const watch = store.watchOf(id);
      if (watch) dropped.set(id, watch);
      for (const oldest of [...dropped.keys()].slice(0, -mostDropped)) dropped.delete(oldest);
      take({ type: "dropped", id });
      pollers.stop(id);
    },
    refresh(id) {
      post(id, { type: "hurried" });
      pollers.reschedule([id]);
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
      const { focused } = store.board();
      if (focused === id) return;
      take({ type: "attended", id });
      pollers.reschedule([focused, id].filter((one) => one !== undefined));
    },
    interrupt: () => pollers.interrupt(),
  };
}

import type { TimedEvent } from "./model/event.ts";
import type { Snapshot } from "./model/snapshot.ts";
import type { WatchedId } from "./model/watch.ts";
import type { Watcher } from "./watcher.ts";

/**
 * Several tenants watched as one: a watcher for each, which has its own budget and its own token,
 * and one stream and one snapshot of them all.
 *
 * @param watchers whose ids all differ, and bear the name of their own tenant each
 * @param given their ids in the order to show them; those added later follow
 */
export function watchSeveralTenants(
  watchers: readonly [Watcher, ...Watcher[]],
  given: readonly WatchedId[],
): Watcher {
  const places = new Map(given.map(({ id }, index) => [id, index]));
  let nextPlace = given.length;
  let parts: readonly Snapshot[] = [];
  let combined: Snapshot | undefined;

  for (const watcher of watchers) {
    watcher.onEvent(({ watch, event }) => {
      if (watch && event.type === "added") places.set(watch.id, nextPlace++);
    });
  }

  function current(): Snapshot {
    const now = watchers.map((watcher) => watcher.snapshot());
    if (combined && now.every((part, index) => part === parts[index])) return combined;
    parts = now;
    combined = combinedSnapshot(watchers[0].snapshot(), now, (id) => places.get(id) ?? nextPlace);
    return combined;
  }

  function ownerOf(id: string): Watcher | undefined {
    return watchers.find((watcher) => isWatching(watcher, id));
  }

  /** A tenant whose ids have all ended is begun again where it is given more while others run. */
  async function run(signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const over = Promise.withResolvers<void>();
    const running = new Set<Watcher>();

    function begin(watcher: Watcher): void {
      running.add(watcher);
      // The first error ends all; the errors of the others are then that they were stopped.
      const ended = watcher.run(either).catch((error: unknown) => stop.abort(error));
      void ended.finally(() => {
        running.delete(watcher);
        if (!either.aborted && hasLive(watcher)) begin(watcher);
        else if (running.size === 0) over.resolve();
      });
    }

    for (const watcher of watchers) begin(watcher);
    const stops = watchers.map((watcher) =>
      watcher.subscribe(() => {
        const isNeeded = !running.has(watcher) && running.size > 0 && hasLive(watcher);
        if (isNeeded && !either.aborted) begin(watcher);
      }),
    );
    await over.promise;
    for (const unsubscribe of stops) unsubscribe();
    either.throwIfAborted();
  }

  return {
    snapshot: current,
    subscribe: (listener) => all(watchers.map((watcher) => watcher.subscribe(listener))),
    onEvent: (listener) =>
      all(
        watchers.map((watcher) => watcher.onEvent((event) => listener(hostNamed(watcher, event)))),
      ),
    run,
    add(ids) {
      for (const one of ids) {
        if (!ownerOf(one.id)) {
          tenantOf(watchers, one).add([one]);
        }
      }
    },
    name: (id, label) => ownerOf(id)?.name(id, label),
    looked: (look) => watchers[0].looked(look),
    drop: (id) => ownerOf(id)?.drop(id),
    refresh: (id) => ownerOf(id)?.refresh(id),
    pause: (isPaused) => {
      for (const watcher of watchers) watcher.pause(isPaused);
    },
    endWait: () => {
      for (const watcher of watchers) watcher.endWait();
    },
    focus: (id) => {
      for (const watcher of watchers) watcher.focus(id);
    },
    interrupt: () => {
      for (const watcher of watchers) watcher.interrupt();
    },
  };
}

/** The event of one of several, with its host where that has to be said. */
export function hostNamed(watcher: Pick<Watcher, "snapshot">, event: TimedEvent): TimedEvent {
  if (event.watch || event.event.type === "look") return event;
  const [{ host }] = watcher.snapshot().clients;
  return { ...event, event: { ...event.event, host } };
}

function combinedSnapshot(
  first: Snapshot,
  parts: readonly Snapshot[],
  placeOf: (id: string) => number,
): Snapshot {
  const [client] = first.clients;
  const others = parts.flatMap(({ clients }) => clients).filter((one) => one !== client);
  return {
    ...first,
    watches: parts
      .flatMap(({ watches }) => watches)
      .toSorted((one, other) => placeOf(one.id) - placeOf(other.id)),
    clients: [client, ...others],
  };
}

/** An id without a tenant, or of one that is not watched, is the first one's. */
function tenantOf(watchers: readonly [Watcher, ...Watcher[]], { tenant }: WatchedId): Watcher {
  const named = watchers.find((one) => one.snapshot().clients[0].tenant === tenant);
  return named ?? watchers[0];
}

function isWatching(watcher: Watcher, id: string): boolean {
  return watcher.snapshot().watches.some((watch) => watch.id === id);
}

function hasLive(watcher: Watcher): boolean {
  return watcher.snapshot().watches.some(({ ending }) => !ending);
}

function all(stops: readonly (() => void)[]): () => void {
  return () => {
    for (const stop of stops) stop();
  };
}

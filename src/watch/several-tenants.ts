import type { TimedEvent } from "./model/timed-event.ts";
import type { WatchFeed } from "./feed.ts";
import type { Snapshot } from "./model/snapshot.ts";
import type { WatchedId } from "./model/watch.ts";
import type { Watcher } from "./watcher.ts";

type Several<Part> = readonly [Part, ...Part[]];

/** A watcher for each tenant: all their ids differ, and bear the name of their own tenant. */
export function watchSeveralTenants(
  watchers: Several<Watcher>,
  given: readonly WatchedId[],
): Watcher {
  function ownerOf(id: string): Watcher | undefined {
    return watchers.find((one) => one.watchOf(id));
  }

  /** An id without a tenant, or of one that is not watched, belongs to the first. */
  function tenantOf({ tenant }: WatchedId): Watcher {
    return watchers.find((one) => one.snapshot().clients[0].tenant === tenant) ?? watchers[0];
  }

  function each(command: (watcher: Watcher) => void): void {
    for (const watcher of watchers) command(watcher);
  }

  /** A tenant whose ids have all ended runs again if it gets more while others are running. */
  async function run(signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const over = Promise.withResolvers<void>();
    const running = new Set<Watcher>();

    function begin(watcher: Watcher): void {
      running.add(watcher);
      // The first error ends all; the others then fail only because they were stopped.
      const ended = watcher.run(either).catch((error: unknown) => stop.abort(error));
      void ended.finally(() => {
        running.delete(watcher);
        if (!either.aborted && watcher.hasUnended()) begin(watcher);
        else if (running.size === 0) over.resolve();
      });
    }

    each(begin);
    const unsubscribe = onEach(watchers, (watcher) =>
      watcher.subscribe(() => {
        const isNeeded = !running.has(watcher) && running.size > 0 && watcher.hasUnended();
        if (isNeeded && !either.aborted) begin(watcher);
      }),
    );
    await over.promise;
    unsubscribe();
    either.throwIfAborted();
  }

  return {
    ...joinedFeed(watchers, given),
    run,
    add(ids) {
      for (const one of ids) if (!ownerOf(one.id)) tenantOf(one).add([one]);
    },
    name: (id, source) => ownerOf(id)?.name(id, source),
    remember: (id, runs) => ownerOf(id)?.remember(id, runs),
    queued: (toStart) => watchers[0].queued(toStart),
    looked: (look) => watchers[0].looked(look),
    drop: (id) => ownerOf(id)?.drop(id),
    refresh: (id) => ownerOf(id)?.refresh(id),
    pause: (isPaused) => each((watcher) => watcher.pause(isPaused)),
    endWait: () => each((watcher) => watcher.endWait()),
    focus: (id) => each((watcher) => watcher.focus(id)),
    interrupt: () => each((watcher) => watcher.interrupt()),
  };
}

/** Ids are shown in the `given` order; those added later follow. A single feed stays as it is. */
export function joinedFeed(feeds: Several<WatchFeed>, given: readonly WatchedId[]): WatchFeed {
  const [first, ...others] = feeds;
  if (others.length === 0) return first;
  const places = new Map(given.map(({ id }, index) => [id, index]));
  let nextPlace = given.length;
  const placeOf = ({ id }: WatchedId) => places.get(id) ?? nextPlace;
  let parts: readonly Snapshot[] = [];
  let joined: Snapshot | undefined;

  onEach(feeds, (feed) =>
    feed.onEvent(({ watch, event }) => {
      if (watch && event.type === "added") places.set(watch.id, nextPlace++);
      if (watch && event.type === "dropped") places.delete(watch.id);
    }),
  );

  return {
    snapshot() {
      const now = [first.snapshot(), ...others.map((feed) => feed.snapshot())] as const;
      if (joined && now.every((part, index) => part === parts[index])) return joined;
      parts = now;
      const [{ clients, ...rest }, ...more] = now;
      const watches = now.flatMap((part) => part.watches);
      return (joined = {
        ...rest,
        watches: watches.toSorted((one, other) => placeOf(one) - placeOf(other)),
        clients: [...clients, ...more.flatMap((part) => part.clients)],
      });
    },
    watchOf(id) {
      for (const feed of feeds) {
        const watch = feed.watchOf(id);
        if (watch) return watch;
      }
      return undefined;
    },
    hasUnended: () => feeds.some((feed) => feed.hasUnended()),
    subscribe: (listener) => onEach(feeds, (feed) => feed.subscribe(listener)),
    onEvent: (listener) =>
      onEach(feeds, (feed) => feed.onEvent((event) => listener(hostNamed(feed, event)))),
  };
}

/** The event of one of several tenants, with the host if it is about no single id. */
export function hostNamed(feed: Pick<WatchFeed, "snapshot">, event: TimedEvent): TimedEvent {
  if (event.watch || event.event.type === "look") return event;
  const [{ host }] = feed.snapshot().clients;
  return { ...event, event: { ...event.event, host } };
}

function onEach<Part>(parts: readonly Part[], listen: (part: Part) => () => void): () => void {
  const stops = parts.map(listen);
  return () => {
    for (const stop of stops) stop();
  };
}

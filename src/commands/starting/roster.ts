import { unlessAborted } from "../../time/unless-aborted.ts";
import type { Watch, WatchedId } from "../../watch/model/watch.ts";
import { until } from "../../watch/until.ts";
import type { Watcher } from "../../watch/watcher.ts";

type RosterWatcher = Pick<Watcher, "watchOf" | "subscribe" | "add" | "drop" | "queued">;

/** The ids that starts are seen through by: collected at first, then watched. */
export interface Roster {
  readonly add: (watched: WatchedId) => void;
  readonly drop: (id: string) => void;
  /** Reports how many are still to come, once there is a watch. */
  readonly queued: (toStart: number) => void;
  /** What is collected. */
  readonly ids: () => readonly WatchedId[];
  /** From now on ids join this watch, which has begun with those collected. */
  readonly open: (watcher: RosterWatcher) => void;
  /** Waits for the end of an id; undefined where the user has dropped it. Throws the reason. */
  readonly endOf: (id: string, signal: AbortSignal) => Promise<EndedWatch | undefined>;
}

export type EndedWatch = Watch & { readonly ending: NonNullable<Watch["ending"]> };

export function createRoster(): Roster {
  const collected = new Map<string, WatchedId>();
  const opened = Promise.withResolvers<RosterWatcher>();
  let watcher: RosterWatcher | undefined;

  return {
    add(watched) {
      if (watcher) watcher.add([watched]);
      else collected.set(watched.id, watched);
    },
    drop(id) {
      if (watcher) watcher.drop(id);
      else collected.delete(id);
    },
    queued: (toStart) => watcher?.queued(toStart),
    ids: () => [...collected.values()],
    open(given) {
      watcher = given;
      opened.resolve(given);
    },
    async endOf(id, signal) {
      const watching = await unlessAborted(opened.promise, signal);
      const hasEnded = () => watching.watchOf(id)?.ending !== undefined;
      await until(watching, () => !watching.watchOf(id) || hasEnded(), signal);
      const watch = watching.watchOf(id);
      return watch?.ending && { ...watch, ending: watch.ending };
    },
  };
}

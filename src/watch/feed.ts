import type { TimedEvent } from "./model/event.ts";
import type { Snapshot } from "./model/snapshot.ts";

/** A watch to read: snapshots and events. Each listener is added until the returned function runs. */
export interface WatchFeed {
  /** The same object until something changes. */
  readonly snapshot: () => Snapshot;
  /** Calls `listener` for each new snapshot. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly onEvent: (listener: (event: TimedEvent) => void) => () => void;
}

import type { TimedEvent } from "./model/timed-event.ts";
import type { Snapshot } from "./model/snapshot.ts";

/** A watch to read. Listeners are removed by the function that adding them returns. */
export interface WatchFeed {
  /** The same object until something changes. */
  readonly snapshot: () => Snapshot;
  readonly subscribe: (listener: () => void) => () => void;
  readonly onEvent: (listener: (event: TimedEvent) => void) => () => void;
}

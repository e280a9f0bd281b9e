import type { TimedEvent } from "./model/timed-event.ts";
import type { Snapshot } from "./model/snapshot.ts";
import type { Watch } from "./model/watch.ts";

/**
 * A watch to read. Listeners are removed by the function that adding them returns. A snapshot costs
 * time for each id: what is needed after every change has functions of its own.
 */
export interface WatchFeed {
  /** The same object until something changes. */
  readonly snapshot: () => Snapshot;
  readonly watchOf: (id: string) => Watch | undefined;
  /** Whether an id has not ended. */
  readonly hasUnended: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  readonly onEvent: (listener: (event: TimedEvent) => void) => () => void;
}

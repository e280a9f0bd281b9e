import type { TimedEvent } from "../../watch/model/timed-event.ts";
import type { Usual } from "../../history/usual.ts";
import type { Clock } from "../../time/clock.ts";
import { momentOf } from "../../watch/model/moment.ts";
import type { Watch } from "../../watch/model/watch.ts";
import type { WatchFeed } from "../../watch/feed.ts";
import { startHeartbeat } from "../heartbeat.ts";
import { eventObject } from "./event-object.ts";
import { heartbeatObject } from "./heartbeat-object.ts";
import { lineOf } from "./line-object.ts";
import { watchingObject } from "./session-objects.ts";

export interface NdjsonOptions {
  /** Of the program. */
  readonly version: string;
  /** How often progress is written; milliseconds, 0 for never. */
  readonly heartbeatMs: number;
  /** Whether every poll is written. */
  readonly polls: boolean;
  /** Whether the program has watched others before, so that these lines continue theirs. */
  readonly isLater: boolean;
  /** By id. */
  readonly usuals: ReadonlyMap<string, Usual>;
}

/**
 * Writes the lines of `events.schema.json`, except the last, `summaryObject`, which needs the exit
 * code. Returns what stops it.
 *
 * @param write takes a line without its end
 */
export function startNdjsonOutput(
  watcher: Pick<WatchFeed, "snapshot" | "onEvent">,
  clock: Clock,
  options: NdjsonOptions,
  write: (line: string) => void,
): () => Promise<void> {
  const { version, heartbeatMs, polls, usuals, isLater } = options;

  function tell(event: TimedEvent): void {
    if (event.event.type === "poll" && !polls) return;
    write(lineOf(eventObject(event)));
  }

  function beat(watch: Watch, intervalMs: number): void {
    write(lineOf(heartbeatObject(watch, momentOf(clock), intervalMs, usuals.get(watch.id))));
  }

  const first = watcher.snapshot();
  if (isLater) {
    for (const watch of first.watches) tell({ at: clock.now(), watch, event: { type: "added" } });
  } else {
    write(lineOf(watchingObject(clock.now(), version, first)));
  }
  const unsubscribe = watcher.onEvent(tell);
  const stopHeartbeat = startHeartbeat(watcher, clock, heartbeatMs, beat);

  return () => {
    unsubscribe();
    return stopHeartbeat();
  };
}

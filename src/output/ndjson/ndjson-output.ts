import type { Usual } from "../../history/usual.ts";
import type { Clock } from "../../time/clock.ts";
import type { TimedEvent } from "../../watch/model/event.ts";
import { momentOf } from "../../watch/model/moment.ts";
import { clientOf } from "../../watch/model/snapshot.ts";
import type { Watcher } from "../../watch/watcher.ts";
import { startHeartbeat } from "../heartbeat.ts";
import { eventObject } from "./event-object.ts";
import { heartbeatObject } from "./heartbeat-object.ts";
import { lineOf } from "./line-object.ts";
import { watchingObject } from "./session-objects.ts";

/** What is written, beside what happens. */
export interface NdjsonOptions {
  /** Of the program. */
  readonly version: string;
  /** How often it is told where each id has got to; milliseconds, 0 for never. */
  readonly heartbeatMs: number;
  /** Whether each answer of the status endpoint is told. */
  readonly polls: boolean;
  /** Whether the same run of the program has watched others before: its lines go on with this. */
  readonly isLater: boolean;
  /** What is usual for an id, by its id, where earlier runs tell. */
  readonly usuals: ReadonlyMap<string, Usual>;
}

/**
 * Writes a JSON object, on a line of its own, for each thing that happens: `events.schema.json`
 * describes them.
 *
 * @param write takes one line, without its end
 * @returns stops it; the last line of all, `summaryObject`, is for whoever knows the exit code
 */
export function startNdjsonOutput(
  watcher: Pick<Watcher, "snapshot" | "onEvent">,
  clock: Clock,
  options: NdjsonOptions,
  write: (line: string) => void,
): () => Promise<void> {
  const { version, heartbeatMs, polls, usuals, isLater } = options;

  function tell(event: TimedEvent): void {
    if (event.event.type === "poll" && !polls) return;
    write(lineOf(eventObject(event)));
  }

  function beat(): void {
    const snapshot = watcher.snapshot();
    for (const watch of snapshot.watches.filter(({ ending }) => !ending)) {
      const { intervalMs } = clientOf(snapshot, watch);
      write(lineOf(heartbeatObject(watch, momentOf(clock), intervalMs, usuals.get(watch.id))));
    }
  }

  const first = watcher.snapshot();
  if (isLater) {
    for (const watch of first.watches) tell({ at: clock.now(), watch, event: { type: "added" } });
  } else {
    write(lineOf(watchingObject(clock.now(), version, first)));
  }
  const unsubscribe = watcher.onEvent(tell);
  const stopHeartbeat = startHeartbeat(clock, heartbeatMs, beat);

  return () => {
    unsubscribe();
    return stopHeartbeat();
  };
}

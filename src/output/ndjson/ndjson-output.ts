import type { Usual } from "../../history/usual.ts";
import type { Clock } from "../../time/clock.ts";
import type { WatchEvent } from "../../watch/fact.ts";
import { momentOf } from "../../watch/moment.ts";
import { clientOf } from "../../watch/snapshot.ts";
import type { Watch } from "../../watch/watch.ts";
import type { Watcher } from "../../watch/watcher.ts";
import type { Departure } from "../exit-code.ts";
import { startHeartbeat } from "../heartbeat.ts";
import { eventObject } from "./event-object.ts";
import { heartbeatObject } from "./heartbeat-object.ts";
import { lineOf } from "./line-object.ts";
import { type ReplayedDeparture, summaryObject, watchingObject } from "./session-objects.ts";

/** What is written, beside what happens. */
export interface NdjsonOptions {
  /** Of the program. */
  readonly version: string;
  /** How often it is told where each id has got to; milliseconds, 0 for never. */
  readonly heartbeatMs: number;
  /** Whether each answer of the status endpoint is told. */
  readonly polls: boolean;
  /** What the same run of the program has watched before: its lines go on with this. */
  readonly earlier: readonly Watch[];
  /** What is usual for an id, by its id, where earlier runs tell. */
  readonly usuals: ReadonlyMap<string, Usual>;
  /** Whether the same run watches more once all of this has ended. */
  readonly goesOn: boolean;
}

/**
 * Writes a JSON object, on a line of its own, for each thing that happens: `events.schema.json`
 * describes them.
 *
 * @param write takes one line, without its end
 * @returns stops it, after a last line with how the program left, or how what is replayed was left
 */
export function startNdjsonOutput(
  watcher: Pick<Watcher, "snapshot" | "onEvent">,
  clock: Clock,
  options: NdjsonOptions,
  write: (line: string) => void,
): (departure: Departure, exitCode: number, replayed?: ReplayedDeparture) => Promise<void> {
  const { version, heartbeatMs, polls, usuals, earlier, goesOn } = options;

  function tell(event: WatchEvent): void {
    if (event.fact.type === "poll" && !polls) return;
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
  if (earlier.length === 0) write(lineOf(watchingObject(clock.now(), version, first)));
  else for (const watch of first.watches) tell({ at: clock.now(), watch, fact: { type: "added" } });
  const unsubscribe = watcher.onEvent(tell);
  const stopHeartbeat = startHeartbeat(clock, heartbeatMs, beat);

  return async (departure, exitCode, replayed) => {
    unsubscribe();
    await stopHeartbeat();
    if (goesOn && departure.by === "ends") return;
    const all = [...earlier, ...watcher.snapshot().watches];
    write(lineOf(summaryObject(clock.now(), all, replayed ?? departure, exitCode)));
  };
}

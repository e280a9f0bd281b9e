import type { TimedEvent } from "../watch/model/timed-event.ts";
import type { Usual } from "../history/usual.ts";
import { padEnd, width } from "../text/columns.ts";
import { linked } from "../text/hyperlink.ts";
import { hostsText, intervalText } from "../wording/clients-text.ts";
import { eventLine } from "../wording/event-line.ts";
import { outcomeLine } from "../wording/outcome-line.ts";
import { stateText } from "../wording/state-text.ts";
import { timestamp } from "../text/time-of-day.ts";
import { fittedName } from "../wording/watch-name.ts";
import type { Clock } from "../time/clock.ts";
import type { Watch, WatchedId } from "../watch/model/watch.ts";
import type { WatchFeed } from "../watch/feed.ts";
import { startHeartbeat } from "./heartbeat.ts";

const usualHeartbeatMs = 60_000;
const longestName = 40;

/**
 * Writes a line for each event, with time and name, and every `heartbeatMs` (0 for never) one with
 * the progress of each id. Returns what stops it, after a last line with the outcomes.
 *
 * @param usuals by id
 * @param write takes a line without its end
 * @param table what stands above the outcomes
 * @param pageOf where the name in a line with an outcome leads, if anywhere
 */
export function startPlainOutput(
  watcher: WatchFeed,
  clock: Clock,
  usuals: ReadonlyMap<string, Usual>,
  write: (line: string) => void,
  heartbeatMs = usualHeartbeatMs,
  pageOf: (watch: Watch) => string | undefined = () => undefined,
  table: (watches: readonly Watch[]) => readonly string[] = () => [],
): () => Promise<void> {
  const { clients, watches } = watcher.snapshot();
  // It only grows, as ids join and get names.
  let namesWidth = Math.max(0, ...watches.map((watch) => width(shortName(watch))));
  const line = (at: number, name: string, text: string, page?: string) => {
    const blanks = padEnd(name, namesWidth).slice(name.length);
    write(`${timestamp(at)}  ${linked(name, page)}${blanks}  ${text}`.trimEnd());
  };
  const ids = watches.length === 1 ? "1 aggregation" : `${watches.length} aggregations`;
  line(
    clock.now(),
    "",
    `watching ${ids} at ${hostsText(clients)}, polled every ${intervalText(clients)}`,
  );

  function tell({ at, watch, event }: TimedEvent): void {
    if (event.type === "poll") return;
    if (watch) namesWidth = Math.max(namesWidth, width(shortName(watch)));
    // The line that introduces a name still has the id.
    const who = watch && event.type === "named" ? { ...watch, label: undefined } : watch;
    const page = watch && event.type === "ended" ? pageOf(watch) : undefined;
    const { toStart } = event.type === "added" ? watcher.snapshot() : {};
    const more = toStart === undefined ? "" : `, ${toStart} to start`;
    line(at, who ? shortName(who) : "", `${eventLine({ at, watch, event })}${more}`, page);
  }

  function beat(watch: Watch, intervalMs: number): void {
    const text = stateText(watch, usuals.get(watch.id), clock.elapsed(), intervalMs);
    line(clock.now(), shortName(watch), text);
  }

  const unsubscribe = watcher.onEvent(tell);
  const stopHeartbeat = startHeartbeat(watcher, clock, heartbeatMs, beat);

  return async () => {
    unsubscribe();
    await stopHeartbeat();
    const { watches: last } = watcher.snapshot();
    for (const row of table(last)) write(row);
    if (last.length > 0) line(clock.now(), "", outcomeLine(last));
  };
}

function shortName(watch: WatchedId): string {
  return fittedName(watch, longestName);
}

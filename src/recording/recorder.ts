import { noCounters } from "../api/aggregation-status.ts";
import type { Usual } from "../history/usual.ts";
import { eventObject } from "../output/ndjson/event-object.ts";
import type { Input } from "../watch/board.ts";
import type { WatchEvent } from "../watch/fact.ts";
import type { Moment } from "../watch/moment.ts";
import type { LiveWatcher } from "../watch/watcher.ts";
import type { Header } from "./header.ts";
import { inputLine, type Say } from "./input-line.ts";
import { formatLine, type Left } from "./line.ts";

/** What a recording says of the program beside what there is to see. */
export type Facts = Pick<Header, "program" | "title" | "intervalMs" | "isStrict">;

/** A watch being recorded. */
export interface WatchRecording {
  /** Says what is usual for ids, by their ids. */
  usual(usuals: ReadonlyMap<string, Usual>): void;
  /** Says how the watch was left, and stops. */
  left(left: Left): void;
}

/**
 * Records a watch from its beginning: every input, from which all that readers see follows again,
 * and every event, for whoever reads the lines themselves.
 *
 * @param watcher of which nothing has been asked yet
 * @param run tells the lines from those of other runs in the same file
 * @param now the present of the watcher's clock
 * @param write takes one line, without its end
 */
export function recordWatch(
  watcher: Pick<LiveWatcher, "snapshot" | "onInput" | "began">,
  facts: Facts,
  run: string,
  now: () => Moment,
  write: (line: string) => void,
): WatchRecording {
  const { clients, watches } = watcher.snapshot();
  const [{ host, budget, signIn }] = clients;
  const ids = watches.map(({ id, label }) => ({ id, label }));
  const labels = new Map(ids.map(({ id, label }) => [id, label]));

  function say(at: Moment, said: Say): void {
    write(formatLine(run, at, said));
  }

  /** What a reader of events is told of it. */
  function objectOf(event: WatchEvent) {
    const { id } = event;
    const watch = watcher.snapshot().watches.find((one) => one.id === id);
    const label = id === undefined ? undefined : labels.get(id);
    return eventObject(event, watch ?? { label, counters: noCounters });
  }

  function heard(input: Input, at: Moment, events: readonly WatchEvent[]): void {
    if (input.type === "added") labels.set(input.watched.id, input.watched.label);
    const line = inputLine(input);
    // An answer, and an id that joins or leaves, is an event itself.
    const itself = events.find(({ fact }) => fact.type === line.type);
    const fields = itself ? { ...objectOf(itself), ...line.fields } : line.fields;
    say(at, { ...line, fields });
    for (const event of events) {
      if (event !== itself) write(JSON.stringify({ ...objectOf(event), run }));
    }
  }

  const header: Header = { ...facts, host, ids, budget, signIn };
  say(watcher.began, { id: undefined, type: "recording", fields: header });
  const stop = watcher.onInput(heard);
  return {
    usual(usuals) {
      for (const [id, usual] of usuals) say(now(), { id, type: "usual", fields: { usual } });
    },
    left(left) {
      stop();
      say(now(), { id: undefined, type: "left", fields: left });
    },
  };
}

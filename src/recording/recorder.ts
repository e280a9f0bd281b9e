import type { Usual } from "../history/usual.ts";
import type { WatchEvent } from "../watch/fact.ts";
import type { Moment } from "../watch/moment.ts";
import type { LiveWatcher } from "../watch/watcher.ts";
import type { Header } from "./header.ts";
import { inputLine, type LineContent } from "./input-line.ts";
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
  watcher: Pick<LiveWatcher, "snapshot" | "onInput" | "onEvent" | "began">,
  facts: Facts,
  run: string,
  now: () => Moment,
  write: (line: string) => void,
): WatchRecording {
  function say(at: Parameters<typeof formatLine>[1], content: LineContent): void {
    write(formatLine(run, at, content));
  }

  const { clients, watches } = watcher.snapshot();
  const [{ host, budget, signIn }] = clients;
  const ids = watches.map(({ id, label }) => ({ id, label }));
  const header: Header = { ...facts, host, ids, budget, signIn };
  say(watcher.began, { id: undefined, type: "recording", fields: header });
  const stops = [
    watcher.onInput((input, at) => say(at, inputLine(input))),
    watcher.onEvent((event) => say({ wall: event.at }, eventLine(event))),
  ];
  return {
    usual(usuals) {
      for (const [id, usual] of usuals) say(now(), { id, type: "usual", fields: { usual } });
    },
    left(left) {
      for (const stop of stops) stop();
      say(now(), { id: undefined, type: "left", fields: left });
    },
  };
}

function eventLine({ id, fact }: WatchEvent): LineContent {
  const { type, ...fields } = fact;
  return { id, type, fields };
}

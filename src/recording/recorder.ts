import type { Usual } from "../history/usual.ts";
import { eventObject } from "../output/ndjson/event-object.ts";
import { jsonLine } from "../text/ci-commands.ts";
import type { TimedEvent } from "../watch/model/event.ts";
import { hostNamed } from "../watch/several-tenants.ts";
import type { Moment } from "../watch/model/moment.ts";
import type { WatchedId } from "../watch/model/watch.ts";
import type { LiveWatcher } from "../watch/watcher.ts";
import { recordedInput } from "./codec/budget-change.ts";
import type { Header, RecordedClient } from "./codec/header.ts";
import { formatLine, type Left, lineOf, type Said } from "./codec/line.ts";

/** What a recording says of the program beside what there is to see. */
export type RunInfo = Pick<Header, "program" | "title" | "intervalMs" | "isStrict">;

/** A watch being recorded. */
export interface WatchRecording {
  /** Says what is usual for ids, by their ids. */
  usual(usuals: ReadonlyMap<string, Usual>): void;
  /** Says how the watch was left, and stops. */
  left(left: Left): void;
}

/** The part of a watcher that is recorded. */
export type Recorded = Pick<LiveWatcher, "snapshot" | "onInput" | "began">;

/**
 * Records a watch from its beginning: every input, from which all that readers see follows again,
 * and every event, for whoever reads the lines themselves.
 *
 * @param parts a watcher for each client, of which nothing has been asked yet
 * @param ids theirs, in the order in which they are shown
 * @param run tells the lines from those of other runs in the same file
 * @param now the present of the watchers' clock
 * @param write takes one line, without its end
 */
export function recordWatch(
  parts: readonly [Recorded, ...Recorded[]],
  ids: readonly WatchedId[],
  info: RunInfo,
  run: string,
  now: () => Moment,
  write: (line: string) => void,
): WatchRecording {
  function say(at: Moment, said: Said): void {
    write(formatLine({ run, client: 0, at }, lineOf(said)));
  }

  const [first, ...others] = parts;
  const clients = [clientOf(first), ...others.map(clientOf)] as const;
  const recordedIds = ids.map((id) => ({ ...id, client: Math.max(0, ownerOf(id, parts)) }));
  say(first.began, { type: "recording", header: { ...info, ids: recordedIds, clients } });
  const stops = parts.map((part, client) => {
    let [{ budget }] = part.snapshot().clients;
    const objectOf = (event: TimedEvent): object =>
      eventObject(others.length > 0 ? hostNamed(part, event) : event);
    return part.onInput((input, at, events) => {
      const line = lineOf({ type: "input", input: recordedInput(input, budget) });
      if (input.type === "budget") ({ budget } = input);
      // An answer, and an id that joins or leaves, is an event itself.
      const itself = events.find(({ event }) => event.type === line.type);
      write(formatLine({ run, client, at }, line, itself && objectOf(itself)));
      for (const event of events) {
        if (event !== itself) write(jsonLine({ ...objectOf(event), run }));
      }
    });
  });
  return {
    usual(usuals) {
      for (const [id, usual] of usuals) say(now(), { type: "usual", id, usual });
    },
    left(left) {
      for (const stop of stops) stop();
      say(now(), { type: "left", left });
    },
  };
}

function clientOf(part: Recorded): RecordedClient {
  const [{ tenant, host, budget, signIn }] = part.snapshot().clients;
  return { tenant, host, budget, signIn };
}

function ownerOf({ id }: WatchedId, parts: readonly Recorded[]): number {
  return parts.findIndex((part) => part.snapshot().watches.some((watch) => watch.id === id));
}

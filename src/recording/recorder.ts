import type { TimedEvent } from "../watch/model/timed-event.ts";
import type { Usual } from "../history/usual.ts";
import { eventObject } from "../output/ndjson/event-object.ts";
import { hostNamed } from "../watch/several-tenants.ts";
import type { Moment } from "../watch/model/moment.ts";
import type { WatchedId } from "../watch/model/watch.ts";
import type { LiveWatcher } from "../watch/watcher.ts";
import { recordedInput } from "./codec/budget-change.ts";
import type { Header, RecordedClient } from "./codec/header.ts";
import { type Left, lineOf, type Said } from "./codec/line.ts";
import { createTape } from "./tape.ts";

export type RunInfo = Pick<Header, "program" | "title" | "intervalMs" | "isStrict" | "madeFile">;

export interface WatchRecording {
  usual(usuals: ReadonlyMap<string, Usual>): void;
  /** Records how the watch was left, and stops. */
  left(left: Left): void;
}

export type Recorded = Pick<LiveWatcher, "snapshot" | "watchOf" | "onInput" | "began">;

/**
 * Records every input of a watch, from which all that readers see follows, and every event, for
 * people who read the file. The parts are a watcher for each client, before its first request; the
 * ids are in the order of the screen, and `now` is the present of the watchers' clock.
 */
export function recordWatch(
  parts: readonly [Recorded, ...Recorded[]],
  ids: readonly WatchedId[],
  info: RunInfo,
  run: string,
  now: () => Moment,
  write: (line: string) => void,
): WatchRecording {
  const tape = createTape(run, write);
  const [first, ...others] = parts;
  const clients = [clientOf(first), ...others.map(clientOf)] as const;
  const recordedIds = ids.map((id) => ({ ...id, client: Math.max(0, ownerOf(id, parts)) }));
  tape.say(first.began, 0, { type: "recording", header: { ...info, ids: recordedIds, clients } });
  const stops = parts.map((part, client) => {
    let [{ budget }] = part.snapshot().clients;
    const objectOf = (event: TimedEvent): object =>
      eventObject(others.length > 0 ? hostNamed(part, event) : event);
    return part.onInput((input, at, events) => {
      const said: Said = { type: "input", input: recordedInput(input, budget) };
      if (input.type === "budget") ({ budget } = input);
      // An answer, and an id that joins or leaves, is an event itself.
      const { type } = lineOf(said);
      const itself = events.find(({ event }) => event.type === type);
      tape.say(at, client, said, itself && objectOf(itself));
      for (const event of events) if (event !== itself) tape.tell(objectOf(event));
    });
  });
  return {
    usual(usuals) {
      for (const [id, usual] of usuals) tape.say(now(), 0, { type: "usual", id, usual });
    },
    left(left) {
      for (const stop of stops) stop();
      tape.say(now(), 0, { type: "left", left });
    },
  };
}

function clientOf(part: Recorded): RecordedClient {
  const [{ tenant, host, budget, signIn }] = part.snapshot().clients;
  return { tenant, host, budget, signIn };
}

function ownerOf({ id }: WatchedId, parts: readonly Recorded[]): number {
  return parts.findIndex((part) => part.watchOf(id));
}

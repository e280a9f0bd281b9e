import type { TimedEvent } from "../watch/model/timed-event.ts";
import type { Usual } from "../history/usual.ts";
import { eventObject } from "../output/ndjson/event-object.ts";
import { hostNamed } from "../watch/several-tenants.ts";
import { type Input, joinedBy } from "../watch/board.ts";
import type { Moment } from "../watch/model/moment.ts";
import type { RecordedBoard } from "./codec/known/board.ts";
import type { Snapshot } from "../watch/model/snapshot.ts";
import type { WatchedId } from "../watch/model/watch.ts";
import type { LiveWatcher } from "../watch/watcher.ts";
import { recordedInput } from "./codec/budget-change.ts";
import type { GoesOn, Header, RecordedClient, RecordedUsual } from "./codec/header.ts";
import { type Left, lineOf, type Said } from "./codec/line.ts";
import { createTape } from "./tape.ts";

export type RunInfo = Pick<Header, "program" | "title" | "intervalMs" | "isStrict" | "madeFile">;

export interface WatchRecording {
  /** Records what is usual for an id, also again. */
  readonly usual: (id: string, usual: Usual) => void;
  /** Records how the watch was left, and stops. */
  left(left: Left): void;
}

export type Recorded = Pick<LiveWatcher, "snapshot" | "watchOf" | "onInput" | "began">;

/** Where the lines go. */
export interface RecordingOutput {
  readonly write: (line: string) => void;
  /** Whether all that is known is to be written, so that the part before may be cut off; once. */
  readonly isStateDue: () => boolean;
}

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
  { write, isStateDue }: RecordingOutput,
): WatchRecording {
  const tape = createTape(run, write);
  const [first, ...others] = parts;
  /** The client of each id, in the order of the screen. */
  const owners = new Map(ids.map((id) => [id.id, Math.max(0, ownerOf(id, parts))]));
  const advised = parts.map(() => new Set<string>());
  const usuals = new Map<string, Usual>();

  function begin(at: Moment, watched: readonly WatchedId[], goesOn?: GoesOn): void {
    const clients = [clientOf(first), ...others.map(clientOf)] as const;
    const recordedIds = watched.map((id) => ({ ...id, client: owners.get(id.id) ?? 0 }));
    const header = { ...info, ids: recordedIds, clients, goesOn };
    tape.say(at, 0, { type: "recording", header });
  }

  function goOn(at: Moment): void {
    const snapshots = parts.map((part) => part.snapshot());
    const watches = new Map(
      snapshots.flatMap((snapshot) => snapshot.watches.map((watch) => [watch.id, watch] as const)),
    );
    const ordered = [...owners.keys()].flatMap((id) => watches.get(id) ?? []);
    const boards = snapshots.map((snapshot, client) => boardOf(snapshot, advised[client]));
    const known = [...usuals].map(([id, one]): RecordedUsual => Object.assign({ id }, one));
    begin(at, ordered, { boards, usuals: known });
    for (const watch of ordered) {
      const { id } = watch;
      tape.say(at, owners.get(id) ?? 0, { type: "known", id, watch });
    }
  }

  function follow(input: Input, client: number, events: readonly TimedEvent[]): void {
    const joined = joinedBy(input);
    if (joined && !owners.has(joined.id)) owners.set(joined.id, client);
    if (input.type === "dropped") owners.delete(input.id);
    for (const { event } of events) {
      if (event.type === "fault" && event.advice !== undefined) advised[client]?.add(event.advice);
    }
  }

  begin(first.began, ids);
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
      follow(input, client, events);
      if (isStateDue()) goOn(at);
    });
  });
  return {
    usual(id, usual) {
      usuals.set(id, usual);
      tape.say(now(), 0, { type: "usual", id, usual });
    },
    left(left) {
      for (const stop of stops) stop();
      if (isStateDue()) goOn(now());
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

function boardOf(
  { look, toStart, isPaused, focused }: Snapshot,
  advised: ReadonlySet<string> = new Set(),
): RecordedBoard {
  const beside = { ...(look && { look }), ...(toStart !== undefined && { toStart }) };
  return { ...beside, isPaused, focused, advised: [...advised] };
}

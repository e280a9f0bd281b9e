import type { Usual } from "../history/usual.ts";
import type { Clock } from "../time/clock.ts";
import { boardOf, firstBoard } from "../watch/board.ts";
import { type BoardStore, createBoardStore } from "../watch/board-store.ts";
import type { WatchFeed } from "../watch/feed.ts";
import { joinedFeed } from "../watch/several-tenants.ts";
import type { Moment } from "../watch/model/moment.ts";
import type { Watch, WatchedId } from "../watch/model/watch.ts";
import type { Snapshot } from "../watch/model/snapshot.ts";
import type { Watcher } from "../watch/watcher.ts";
import type { PlayedLines } from "./played-lines.ts";
import { playedInput } from "./codec/budget-change.ts";
import type { Header } from "./codec/header.ts";
import type { PlayedLine, Left } from "./codec/line.ts";
import { createPlayClock } from "./play-clock.ts";
import { nextSpeed } from "./speed.ts";

/** A recorded watch: its feed, by the clock of the recording. A pause stops the recording's time. */
export interface Replay extends WatchFeed, Pick<Watcher, "run" | "pause" | "interrupt"> {
  readonly clock: Clock;
  /** By id, as far as it has been played. */
  readonly usuals: ReadonlyMap<string, Usual>;
  readonly changeSpeed: (to: "faster" | "slower") => void;
  /** `cutOff` where the end was not recorded; undefined until the end. */
  readonly end: () => Left | "cutOff" | undefined;
}

/** Where a replay begins. */
export interface Start {
  readonly header: Header;
  readonly at: Moment;
  /** The ids of a watch that goes on. */
  readonly known: readonly Watch[];
}

/** Takes the beginning of the next watch; undefined if there is none. */
export async function takeStart(entries: PlayedLines): Promise<Start | undefined> {
  const first = await entries.take();
  if (first?.said.type !== "recording") return undefined;
  const known: Watch[] = [];
  for (;;) {
    const next = await entries.peek();
    if (next?.said.type !== "known") return { header: first.said.header, at: first.at, known };
    known.push(next.said.watch);
    await entries.take();
  }
}

/** Takes the entries of this watch only; those of the next one stay. */
export function createReplay(
  { header, at, known }: Start,
  entries: PlayedLines,
  base: Clock,
  speed: number,
): Replay {
  const clock = createPlayClock(base, at, speed);
  const usuals = new Map<string, Usual>(header.goesOn?.usuals.map(({ id, ...own }) => [id, own]));
  let reached = at.elapsed;
  let end: Left | "cutOff" | undefined;
  // Not the clock's present, so that a later look shows the same.
  const elapsed = () => reached;
  const playback = () => ({ playback: { speed: clock.speed(), isPaused: clock.isPaused() } });
  const stores = storesOf(header, known, at, elapsed, playback);

  /** Undefined at the end of this watch. */
  async function nextEntry(): Promise<PlayedLine | undefined> {
    for (;;) {
      const said = (await entries.peek())?.said;
      if (said?.type === "recording" && !said.header.goesOn) return undefined;
      const entry = await entries.take();
      // What it says of this watch is known.
      if (said?.type !== "recording" && said?.type !== "known") return entry;
    }
  }

  function play({ client, at: now, said }: PlayedLine): void {
    switch (said.type) {
      case "input": {
        const store = stores[client];
        store?.take(playedInput(said.input, store.board().budget), now);
        return;
      }
      case "usual":
        usuals.set(said.id, said.usual);
        changed();
        return;
      case "left":
        end = said.left;
        return;
      case "recording":
      case "known":
        throw new Error("another watch begins here");
    }
  }

  function changed(): void {
    for (const store of stores) store.changed();
  }

  const isIdle = () => !stores.some((store) => store.hasUnended());

  async function run(signal: AbortSignal): Promise<void> {
    // A screen that stays has nothing more to show.
    if (end !== undefined) await base.sleep(Number.MAX_SAFE_INTEGER, signal);
    clock.resync();
    while (end === undefined) {
      const entry = await nextEntry();
      signal.throwIfAborted();
      if (!entry) {
        end = "cutOff";
        return;
      }
      // Skip the time for which the screen stayed open after all had ended.
      const wait = isIdle() ? clock.skipTo : clock.until;
      await wait(entry.at, signal);
      reached = entry.at.elapsed;
      play(entry);
    }
  }

  const { snapshot, watchOf, hasUnended, subscribe, onEvent } = joinedFeed(stores, header.ids);
  return {
    snapshot,
    watchOf,
    hasUnended,
    subscribe,
    onEvent,
    clock,
    usuals,
    end: () => end,
    run,
    pause(isPaused) {
      clock.pause(isPaused);
      changed();
    },
    changeSpeed(to) {
      clock.setSpeed(nextSpeed(clock.speed(), to));
      changed();
    },
    interrupt: () => clock.resync(),
  };
}

function storesOf(
  { ids, clients, intervalMs: requestedIntervalMs, goesOn }: Header,
  known: readonly Watch[],
  { elapsed: beganAt }: Moment,
  elapsed: () => number,
  more: () => Pick<Snapshot, "playback">,
): readonly [BoardStore, ...BoardStore[]] {
  const [first, ...others] = clients.map(({ tenant, host, ...client }, index) => {
    const own = ids.filter((id) => id.client === index);
    const surroundings = { tenant, host, requestedIntervalMs, elapsed };
    const board = goesOn?.boards[index];
    const first = board
      ? boardOf(knownOf(own, known), { ...client, ...board, advised: new Set(board.advised) })
      : firstBoard(own, client, beganAt);
    return createBoardStore(first, surroundings, more);
  });
  if (!first) throw new Error("no client");
  return [first, ...others];
}

/** A line that could not be read leaves out its id. */
function knownOf(ids: readonly WatchedId[], known: readonly Watch[]): readonly Watch[] {
  const byId = new Map(known.map((watch) => [watch.id, watch]));
  return ids.flatMap(({ id }) => byId.get(id) ?? []);
}

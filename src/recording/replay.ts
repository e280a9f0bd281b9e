import type { Usual } from "../history/usual.ts";
import type { Clock } from "../time/clock.ts";
import { firstBoard } from "../watch/board.ts";
import { type BoardStore, createBoardStore } from "../watch/board-store.ts";
import { watchSeveralTenants } from "../watch/several-tenants.ts";
import type { Moment } from "../watch/model/moment.ts";
import type { Snapshot } from "../watch/model/snapshot.ts";
import type { Watcher } from "../watch/watcher.ts";
import type { PlayedLines } from "./played-lines.ts";
import { playedInput } from "./codec/budget-change.ts";
import type { Header } from "./codec/header.ts";
import type { PlayedLine, Left } from "./codec/line.ts";
import { createPlayClock } from "./play-clock.ts";
import { nextSpeed } from "./speed.ts";

/**
 * A recorded watch, as a watcher: it shows what was seen, when it was seen, by the clock of then.
 * What would ask a tenant does nothing; a pause stops the time of the recording.
 */
export interface Replay extends Watcher {
  /** The time of the recording. */
  readonly clock: Clock;
  /** What was usual for an id, by its id, as far as it has been told. */
  readonly usuals: ReadonlyMap<string, Usual>;
  /** Plays it faster or slower. */
  readonly changeSpeed: (to: "faster" | "slower") => void;
  /** How the recorded watch was left; `cutOff` where that was not recorded, undefined until then. */
  readonly end: () => Left | "cutOff" | undefined;
}

/**
 * @param header of the recorded watch
 * @param at when it began
 * @param entries those after its header; what belongs to another watch stays there
 * @param base the computer's own clock
 * @param speed how many times as fast it is played
 */
export function createReplay(
  header: Header,
  at: Moment,
  entries: PlayedLines,
  base: Clock,
  speed: number,
): Replay {
  const clock = createPlayClock(base, at, speed);
  const usuals = new Map<string, Usual>();
  let reached = at.elapsed;
  let end: Left | "cutOff" | undefined;
  // Not the clock's present: whoever looks later sees the same.
  const stores = storesOf(
    header,
    at,
    () => reached,
    () => {
      return { playback: { speed: clock.speed(), isPaused: clock.isPaused() } };
    },
  );

  /** @returns undefined where what follows is none of this watch */
  async function nextEntry(): Promise<PlayedLine | undefined> {
    const next = await entries.peek();
    return next?.said.type === "recording" ? undefined : entries.take();
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
        throw new Error("another watch begins here");
    }
  }

  function changed(): void {
    for (const store of stores) store.changed();
  }

  const isIdle = () =>
    stores.every(({ board }) => [...board().watches.values()].every(({ ending }) => ending));

  async function run(signal: AbortSignal): Promise<void> {
    // A screen that stays has seen all there is.
    if (end !== undefined) await base.sleep(Number.MAX_SAFE_INTEGER, signal);
    clock.resync();
    while (end === undefined) {
      // One line after the other.
      // oxlint-disable-next-line no-await-in-loop
      const entry = await nextEntry();
      signal.throwIfAborted();
      if (!entry) {
        end = "cutOff";
        return;
      }
      // Whoever kept the screen for an hour after all had ended has nothing to show of it.
      const wait = isIdle() ? clock.skipTo : clock.until;
      // oxlint-disable-next-line no-await-in-loop
      await wait(entry.at, signal);
      reached = entry.at.elapsed;
      play(entry);
    }
  }

  const [first, ...others] = stores;
  const watcher =
    others.length === 0
      ? shown(first)
      : watchSeveralTenants([shown(first), ...others.map(shown)], header.ids);
  return {
    ...watcher,
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

/** A store for each client. */
function storesOf(
  { ids, clients, intervalMs: requestedIntervalMs }: Header,
  { elapsed: beganAt }: Moment,
  elapsed: () => number,
  more: () => Pick<Snapshot, "playback">,
): readonly [BoardStore, ...BoardStore[]] {
  const [first, ...others] = clients.map(({ tenant, host, ...client }, index) => {
    const own = ids.filter((id) => id.client === index);
    const surroundings = { tenant, host, requestedIntervalMs, elapsed };
    return createBoardStore(firstBoard(own, client, beganAt), surroundings, more);
  });
  if (!first) throw new Error("no client");
  return [first, ...others];
}

/** What is seen of a store. No tenant is asked. */
function shown({ snapshot, subscribe, onEvent }: BoardStore): Watcher {
  return {
    snapshot,
    subscribe,
    onEvent,
    run: () => Promise.resolve(),
    add: nothing,
    name: nothing,
    looked: nothing,
    drop: nothing,
    refresh: nothing,
    pause: nothing,
    endWait: nothing,
    focus: nothing,
    interrupt: nothing,
  };
}

function nothing(): void {
  // It was done then.
}

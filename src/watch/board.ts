import type { TimedEvent } from "./model/timed-event.ts";
import type { Happening } from "./decide/happening.ts";
import type { Budget } from "../client/budget.ts";
import { decide } from "./decide/decide.ts";
import type { AggregationEvent } from "./model/event.ts";
import type { Moment } from "./model/moment.ts";
import type { SignIn } from "../client/sender.ts";
import type { ClientState, Look, Snapshot } from "./model/snapshot.ts";
import type { Waits } from "./model/waits.ts";
import { newWatch, type Watch, type WatchedId } from "./model/watch.ts";
import {
  listOf,
  type Watches,
  watchesOf,
  watchOf,
  withoutWatch,
  withWatch,
} from "./model/watches.ts";

/** All that is known of all ids and of their client at one moment. Immutable. */
export interface Board
  extends
    Pick<Snapshot, "look" | "toStart" | "isPaused" | "focused">,
    Pick<ClientState, "budget" | "signIn" | "serverProblem"> {
  readonly watches: Watches;
  /** The advice given so far for faults. */
  readonly advised: ReadonlySet<string>;
}

/** What can happen to a single id; a 429 concerns all of them. */
export type OwnHappening = Exclude<Happening, { readonly type: "waited" | "waitEnded" }>;

export type Input =
  | { readonly type: "happened"; readonly id: string; readonly happening: OwnHappening }
  | { readonly type: "limited"; readonly waitMs: number; readonly isElsewhere?: true }
  | { readonly type: "waitEnded" }
  | { readonly type: "added"; readonly watched: WatchedId }
  | { readonly type: "dropped"; readonly id: string }
  /** One that was dropped is watched again, and all that was known of it still is. */
  | { readonly type: "restored"; readonly watch: Watch }
  | { readonly type: "looked"; readonly look: Look }
  /** How many starts are still to come. */
  | { readonly type: "queued"; readonly toStart: number }
  /** The number of watchers that share the budget; `perWindow` is our part in requests per 10 s. */
  | { readonly type: "shared"; readonly watchers: number; readonly perWindow: number }
  /** Why the budget server is out of reach, or that it is back; the rest as in `shared`. */
  | {
      readonly type: "server";
      readonly problem: string | undefined;
      readonly watchers: number;
      readonly perWindow: number;
    }
  | { readonly type: "deprecated"; readonly version: string }
  | { readonly type: "paused"; readonly isPaused: boolean }
  | { readonly type: "attended"; readonly id: string | undefined }
  | { readonly type: "budget"; readonly budget: Budget }
  | { readonly type: "signIn"; readonly state: SignIn | undefined };

/** The id that an input puts on the board, if it does. */
export function joinedBy(input: {
  readonly type: string;
  readonly watched?: WatchedId;
  readonly watch?: WatchedId;
}): WatchedId | undefined {
  return input.watched ?? input.watch;
}

export interface NextBoard {
  readonly board: Board;
  readonly events: readonly TimedEvent[];
}

/** The board before the first request, with all ids due at `elapsed`. */
export function firstBoard(
  ids: readonly WatchedId[],
  client: Pick<Board, "budget" | "signIn">,
  elapsed: number,
): Board {
  const rest = { isPaused: false, focused: undefined, advised: new Set<string>() };
  return boardOf(
    ids.map((id) => newWatch(id, elapsed)),
    { ...client, ...rest },
  );
}

/** A board of these watches, in their order. */
export function boardOf(watches: readonly Watch[], rest: Omit<Board, "watches">): Board {
  return { ...rest, watches: watchesOf(watches) };
}

/** All that readers see follows from the first board and its inputs, one after the other. Pure. */
export function afterInput(board: Board, input: Input, now: Moment): NextBoard {
  switch (input.type) {
    case "happened":
      return happened(board, input.id, input.happening, now);
    case "limited": {
      const event = { ...input, type: "wait" } as const;
      return withEvent(allAfter(board, { type: "waited", event }, now), event, now);
    }
    case "waitEnded":
      return quiet(allAfter(board, input, now));
    case "added":
      return joined(board, newWatch(input.watched, now.elapsed), now);
    case "dropped":
      return dropped(board, input.id, now);
    case "restored":
      return joined(board, dueNow(input.watch, now), now);
    case "looked": {
      const { look } = input;
      const next = { ...board, look };
      const isNews = board.look?.problem !== look.problem;
      return isNews ? withEvent(next, { type: "look", ...look }, now) : quiet(next);
    }
    case "queued": {
      const { toStart: _, ...others } = board;
      return quiet(input.toStart > 0 ? { ...others, toStart: input.toStart } : others);
    }
    case "shared":
      return withEvent(board, { ...input, type: "share" }, now);
    case "server": {
      const next = { ...board, serverProblem: input.problem };
      return withEvent(next, input, now);
    }
    case "deprecated":
      return withEvent(board, input, now);
    case "paused":
      return quiet({ ...board, isPaused: input.isPaused });
    case "attended":
      return quiet({ ...board, focused: input.id });
    case "budget":
      return quiet({ ...board, budget: input.budget });
    case "signIn":
      return quiet({ ...board, signIn: input.state });
  }
}

function quiet(board: Board): NextBoard {
  return { board, events: [] };
}

function withEvent(
  board: Board,
  event: Extract<TimedEvent, { readonly watch: undefined }>["event"],
  { wall }: Moment,
): NextBoard {
  return { board, events: [{ at: wall, watch: undefined, event }] };
}

function happened(board: Board, id: string, happening: OwnHappening, now: Moment): NextBoard {
  const before = watchOf(board.watches, id);
  if (!before) return quiet(board);
  const { watch, events: decided } = decide(before, happening, now);
  const watches = withWatch(board.watches, watch);
  const { advised, told } = advisedOnce(board.advised, decided);
  const { elapsed, wall: at } = now;
  const events: TimedEvent[] = told.map((event) => ({ at, watch, event }));
  if (happening.type === "answered") {
    // The answer comes before the changes that it makes.
    const tookMs = elapsed - (before.askedAt ?? elapsed);
    events.unshift({ at, watch, event: { type: "poll", answer: happening.answer, tookMs } });
  }
  return { board: { ...board, watches, advised }, events };
}

/** Many ids meet the same fault again and again: its advice is given once. */
function advisedOnce(advised: Board["advised"], decided: readonly AggregationEvent[]) {
  const advices = decided.flatMap((event) => (event.type === "fault" ? (event.advice ?? []) : []));
  const told = decided.map((event): AggregationEvent => {
    if (event.type !== "fault" || !advised.has(event.advice ?? "")) return event;
    const { advice: _, ...others } = event;
    return others;
  });
  return { told, advised: advices.length > 0 ? new Set([...advised, ...advices]) : advised };
}

function joined(board: Board, watch: Watch, { wall: at }: Moment): NextBoard {
  if (watchOf(board.watches, watch.id)) return quiet(board);
  const watches = withWatch(board.watches, watch);
  return { board: { ...board, watches }, events: [{ at, watch, event: { type: "added" } }] };
}

function dropped(board: Board, id: string, { wall: at }: Moment): NextBoard {
  const watch = watchOf(board.watches, id);
  if (!watch) return quiet(board);
  const watches = withoutWatch(board.watches, id);
  return { board: { ...board, watches }, events: [{ at, watch, event: { type: "dropped" } }] };
}

/** The request that was in flight when it was dropped is lost. */
function dueNow(watch: Watch, { elapsed }: Moment): Watch {
  return { ...watch, askedAt: undefined, regularAskAt: elapsed, soonestAskAt: elapsed };
}

/** What happens to all ids makes one event, not one for each. */
function allAfter(board: Board, happening: Happening, now: Moment): Board {
  const lists = new Map<Waits, Waits>();
  const after = listOf(board.watches).map((before) => {
    const { watch } = decide(before, happening, now);
    return withSharedWaits(watch, before.waits, lists);
  });
  return { ...board, watches: watchesOf(after) };
}

/** Ids that have met the same waits keep one list of them, found by the one before. */
function withSharedWaits(watch: Watch, before: Waits, lists: Map<Waits, Waits>): Watch {
  if (watch.waits === before) return watch;
  const waits = lists.get(before) ?? watch.waits;
  lists.set(before, waits);
  return { ...watch, waits };
}

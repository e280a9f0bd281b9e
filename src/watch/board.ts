import type { Budget } from "../client/budget.ts";
import { decide, type Happening } from "./decide/decide.ts";
import type { AggregationEvent, PollEvent, TimedEvent } from "./model/event.ts";
import type { Moment } from "./model/moment.ts";
import type { SignIn } from "../client/sender.ts";
import type { Look } from "./model/snapshot.ts";
import { newWatch, type Watch, type WatchedId } from "./model/watch.ts";

/** Everything known of all ids and of their client at one moment. Immutable. */
export interface Board {
  /** By id, in the order in which the user gave them. */
  readonly watches: ReadonlyMap<string, Watch>;
  readonly budget: Budget;
  /** What goes on at the token endpoint, while something does. */
  readonly signIn: SignIn | undefined;
  /** How looking for more ids goes; left out where nobody looks. */
  readonly look?: Look;
  /** Whether all polling is paused. */
  readonly isPaused: boolean;
  /** The id that the user looks at: it is asked more often. */
  readonly focused: string | undefined;
  /** What to do about faults, as far as it has been told. */
  readonly advised: ReadonlySet<string>;
}

/** What can happen to one id by itself; a 429 happens to all of them. */
export type OwnHappening = Exclude<Happening, { readonly type: "waited" | "waitEnded" }>;

/** Something that makes another board of a board. */
export type Input =
  | { readonly type: "happened"; readonly id: string; readonly happening: OwnHappening }
  /** A 429 makes everything wait. */
  | { readonly type: "limited"; readonly waitMs: number; readonly isElsewhere?: true }
  /** The user ended that wait. */
  | { readonly type: "waitEnded" }
  | { readonly type: "added"; readonly watched: WatchedId }
  | { readonly type: "dropped"; readonly id: string }
  /** More ids were looked for. */
  | { readonly type: "looked"; readonly look: Look }
  /** So many watchers share the budget now, of which so many requests in 10 s are ours. */
  | { readonly type: "shared"; readonly watchers: number; readonly perWindow: number }
  /** The tenant marks the version of the API as deprecated. */
  | { readonly type: "deprecated"; readonly version: string }
  | { readonly type: "paused"; readonly isPaused: boolean }
  | { readonly type: "attended"; readonly id: string | undefined }
  /** The client's budget is another one. */
  | { readonly type: "budget"; readonly budget: Budget }
  | { readonly type: "signIn"; readonly state: SignIn | undefined };

/** The board after an input, and what there is to tell of it. */
export interface NextBoard {
  readonly board: Board;
  readonly events: readonly TimedEvent[];
}

/** A board of ids of which none has been asked yet, all due at `elapsed`. */
export function firstBoard(
  ids: readonly WatchedId[],
  client: Pick<Board, "budget" | "signIn">,
  elapsed: number,
): Board {
  const watches = new Map(ids.map((id) => [id.id, newWatch(id, elapsed)]));
  return { ...client, watches, isPaused: false, focused: undefined, advised: new Set() };
}

/**
 * All that readers see follows from how a board began and from its inputs, one after the other.
 * Pure; what happens to an id that is not watched changes nothing.
 */
export function afterInput(board: Board, input: Input, now: Moment): NextBoard {
  switch (input.type) {
    case "happened":
      return happened(board, input.id, input.happening, now);
    case "limited": {
      const { type: _, ...limit } = input;
      const event = { type: "wait", ...limit } as const;
      return {
        board: allAfter(board, { type: "waited", event }, now),
        events: [{ at: now.wall, watch: undefined, event }],
      };
    }
    case "waitEnded":
      return quiet(allAfter(board, { type: "waitEnded" }, now));
    case "added":
      return added(board, input.watched, now);
    case "dropped":
      return dropped(board, input.id, now);
    case "looked":
      return looked(board, input.look, now);
    case "shared": {
      const { watchers, perWindow } = input;
      const event = { type: "share", watchers, perWindow } as const;
      return { board, events: [{ at: now.wall, watch: undefined, event }] };
    }
    case "deprecated":
      return { board, events: [{ at: now.wall, watch: undefined, event: input }] };
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

/** What goes on as it did is no news. */
function looked(board: Board, look: Look, { wall }: Moment): NextBoard {
  const isNews = board.look?.problem !== look.problem;
  const event = { at: wall, watch: undefined, event: { type: "look", ...look } } as const;
  return { board: { ...board, look }, events: isNews ? [event] : [] };
}

function quiet(board: Board): NextBoard {
  return { board, events: [] };
}

function happened(board: Board, id: string, happening: OwnHappening, now: Moment): NextBoard {
  const before = board.watches.get(id);
  if (!before) return quiet(board);
  const { watch, events: decided } = decide(before, happening, now);
  const watches = new Map(board.watches).set(id, watch);
  // The answer itself is told first, then what it changes.
  const { advised, told } = advisedOnce(board.advised, decided);
  const events = [...pollEvent(before, happening, now), ...told].map((event) => ({
    at: now.wall,
    watch,
    event,
  }));
  return { board: { ...board, watches, advised }, events };
}

/** A hundred ids meet the same fault, again and again: what to do about it is told once. */
function advisedOnce(advised: Board["advised"], decided: readonly AggregationEvent[]) {
  const advices = decided.flatMap((event) => (event.type === "fault" ? (event.advice ?? []) : []));
  const told = decided.map((event): AggregationEvent => {
    if (event.type !== "fault" || !advised.has(event.advice ?? "")) return event;
    const { advice: _, ...others } = event;
    return others;
  });
  return { told, advised: new Set([...advised, ...advices]) };
}

function pollEvent(
  { askedAt }: Watch,
  happening: OwnHappening,
  { elapsed }: Moment,
): readonly PollEvent[] {
  if (happening.type !== "answered") return [];
  return [{ type: "poll", answer: happening.answer, tookMs: elapsed - (askedAt ?? elapsed) }];
}

/** One that is watched already stays as it is. */
function added(board: Board, watched: WatchedId, now: Moment): NextBoard {
  const { id } = watched;
  if (board.watches.has(id)) return quiet(board);
  const watch = newWatch(watched, now.elapsed);
  return {
    board: { ...board, watches: new Map(board.watches).set(id, watch) },
    events: [{ at: now.wall, watch, event: { type: "added" } }],
  };
}

function dropped(board: Board, id: string, now: Moment): NextBoard {
  const watch = board.watches.get(id);
  if (!watch) return quiet(board);
  const watches = new Map(board.watches);
  watches.delete(id);
  return {
    board: { ...board, watches },
    events: [{ at: now.wall, watch, event: { type: "dropped" } }],
  };
}

/** What happens to all ids is told once, not of each of them. */
function allAfter(board: Board, happening: Happening, now: Moment): Board {
  const after = [...board.watches].map(
    ([id, watch]) => [id, decide(watch, happening, now).watch] as const,
  );
  return { ...board, watches: new Map(after) };
}

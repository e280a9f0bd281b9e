import type { Budget } from "./budget.ts";
import { afterChange, type BudgetChange } from "./budget-change.ts";
import { decide, type Happening } from "./decide.ts";
import type { Fact, PollFact, WatchEvent } from "./fact.ts";
import type { Moment } from "./moment.ts";
import type { SignIn } from "./sender.ts";
import type { Look } from "./snapshot.ts";
import { newWatch, type Watch, type WatchedId } from "./watch.ts";

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
  readonly attended: string | undefined;
  /** What to do about faults, as far as it has been told. */
  readonly advised?: ReadonlySet<string>;
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
  | { readonly type: "budget"; readonly change: BudgetChange }
  | { readonly type: "signIn"; readonly state: SignIn | undefined };

/** The board after an input, and what there is to tell of it. */
export interface Outcome {
  readonly board: Board;
  readonly events: readonly WatchEvent[];
}

/** A board of ids of which none has been asked yet, all due at `elapsed`. */
export function firstBoard(
  ids: readonly WatchedId[],
  client: Pick<Board, "budget" | "signIn">,
  elapsed: number,
): Board {
  const watches = new Map(ids.map((id) => [id.id, newWatch(id, elapsed)]));
  return { ...client, watches, isPaused: false, attended: undefined };
}

/**
 * All that readers see follows from how a board began and from its inputs, one after the other.
 * Pure; what happens to an id that is not watched changes nothing.
 */
export function afterInput(board: Board, input: Input, now: Moment): Outcome {
  switch (input.type) {
    case "happened":
      return happened(board, input.id, input.happening, now);
    case "limited": {
      const { type: _, ...limit } = input;
      const fact = { type: "wait", ...limit } as const;
      return {
        board: allAfter(board, { type: "waited", fact }, now),
        events: [{ at: now.wall, watch: undefined, fact }],
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
      const fact = { type: "share", watchers, perWindow } as const;
      return { board, events: [{ at: now.wall, watch: undefined, fact }] };
    }
    case "deprecated":
      return { board, events: [{ at: now.wall, watch: undefined, fact: input }] };
    case "paused":
      return quiet({ ...board, isPaused: input.isPaused });
    case "attended":
      return quiet({ ...board, attended: input.id });
    case "budget":
      return quiet({ ...board, budget: afterChange(board.budget, input.change) });
    case "signIn":
      return quiet({ ...board, signIn: input.state });
  }
}

/** What goes on as it did is no news. */
function looked(board: Board, look: Look, { wall }: Moment): Outcome {
  const isNews = board.look?.problem !== look.problem;
  const event = { at: wall, watch: undefined, fact: { type: "look", ...look } } as const;
  return { board: { ...board, look }, events: isNews ? [event] : [] };
}

function quiet(board: Board): Outcome {
  return { board, events: [] };
}

function happened(board: Board, id: string, happening: OwnHappening, now: Moment): Outcome {
  const before = board.watches.get(id);
  if (!before) return quiet(board);
  const { watch, facts } = decide(before, happening, now);
  const watches = new Map(board.watches).set(id, watch);
  // The answer itself is told first, then what it changes.
  const { advised, told } = advisedOnce(board.advised, facts);
  const events = [...pollFact(before, happening, now), ...told].map((fact) => ({
    at: now.wall,
    watch,
    fact,
  }));
  return { board: { ...board, watches, ...(advised && { advised }) }, events };
}

/** A hundred ids meet the same fault, again and again: what to do about it is told once. */
function advisedOnce(advised: Board["advised"], facts: readonly Fact[]) {
  const advices = facts.map((fact) => (fact.type === "fault" ? fact.advice : undefined));
  const fresh = advices.filter((advice) => advice !== undefined && !advised?.has(advice));
  const told = facts.map((fact): Fact => {
    if (fact.type !== "fault" || fact.advice === undefined) return fact;
    const { advice, ...others } = fact;
    return fresh.includes(advice) ? fact : others;
  });
  const all = [...(advised ?? []), ...fresh].filter((advice) => advice !== undefined);
  return { told, advised: fresh.length === 0 ? advised : new Set(all) };
}

function pollFact(
  { askedAt }: Watch,
  happening: OwnHappening,
  { elapsed }: Moment,
): readonly PollFact[] {
  if (happening.type !== "answered") return [];
  return [{ type: "poll", answer: happening.answer, tookMs: elapsed - (askedAt ?? elapsed) }];
}

/** One that is watched already stays as it is. */
function added(board: Board, watched: WatchedId, now: Moment): Outcome {
  const { id } = watched;
  if (board.watches.has(id)) return quiet(board);
  const watch = newWatch(watched, now.elapsed);
  return {
    board: { ...board, watches: new Map(board.watches).set(id, watch) },
    events: [{ at: now.wall, watch, fact: { type: "added" } }],
  };
}

function dropped(board: Board, id: string, now: Moment): Outcome {
  const watch = board.watches.get(id);
  if (!watch) return quiet(board);
  const watches = new Map(board.watches);
  watches.delete(id);
  return {
    board: { ...board, watches },
    events: [{ at: now.wall, watch, fact: { type: "dropped" } }],
  };
}

/** What happens to all ids is told once, not of each of them. */
function allAfter(board: Board, happening: Happening, now: Moment): Board {
  const after = [...board.watches].map(
    ([id, watch]) => [id, decide(watch, happening, now).watch] as const,
  );
  return { ...board, watches: new Map(after) };
}

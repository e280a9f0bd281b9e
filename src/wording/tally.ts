import { type Standing, standingOf } from "../watch/model/standing.ts";
import type { Watch } from "../watch/model/watch.ts";
import { remembered } from "../system/remembered.ts";
import { lookOf, standingLooks, standings } from "./states.ts";

/** In the order of the counts. */
const tallyGroups = ["running", "waiting", "problem", "seen", "done"] as const;

export interface Tally {
  readonly group: (typeof tallyGroups)[number];
  readonly word: string;
  readonly glyph: string;
  readonly times: number;
}

/**
 * All ids in a few counts, without zeros: `5 running`, `1 no answer yet`, `2 problems`, `3 done`.
 * An id that is neither a problem nor done counts as running only after an answer.
 */
export const tallyOf: (watches: readonly Watch[]) => readonly Tally[] = remembered((watches) => {
  const members = membersOf(watches);
  const times = (kind: Kind) => members.get(kind)?.length ?? 0;
  const problems = times("problem");
  const problem = problems > 1 ? "problems" : "problem";
  const all: readonly Tally[] = [
    ...standings.map((standing): Tally => {
      const group = standing === "running" ? "running" : "waiting";
      const { word, glyph } = standingLooks[standing];
      return { group, word, glyph, times: times(standing) };
    }),
    { group: "problem", word: problem, glyph: "✗", times: problems },
    { group: "done", word: "done", glyph: "✓", times: times("done") },
  ];
  return all.filter((one) => one.times > 0);
});

type Kind = Standing | "problem" | "done" | undefined;

/** The ids of each count. */
export const membersOf: (watches: readonly Watch[]) => ReadonlyMap<Kind, readonly Watch[]> =
  remembered((watches) => Map.groupBy(watches, kindOf));

const kindOf: (watch: Watch) => Kind = remembered((watch) => {
  const { group } = lookOf(watch);
  return group === "running" ? standingOf(watch) : group;
});

/** Those that are not among the problems that the user has seen. */
export function unseenOf(watches: readonly Watch[], seen: ReadonlySet<string>): readonly Watch[] {
  return seen.size === 0 ? watches : unseenIn(watches)(seen);
}

const unseenIn = remembered((watches: readonly Watch[]) =>
  remembered((seen: ReadonlySet<string>) => watches.filter(({ id }) => !seen.has(id))),
);

/** The counts with the problems that the user has seen, by id, in one of their own: `2 seen`. */
export function tallyWithSeen(
  watches: readonly Watch[],
  seen: ReadonlySet<string>,
): readonly Tally[] {
  const others = unseenOf(watches, seen);
  const times = watches.length - others.length;
  if (times === 0) return tallyOf(watches);
  const all: readonly Tally[] = [
    ...tallyOf(others),
    { group: "seen", word: "seen", glyph: "✗", times },
  ];
  return all.toSorted(
    (one, other) => tallyGroups.indexOf(one.group) - tallyGroups.indexOf(other.group),
  );
}

/** The counts with all that wait in one: `3 pending`. */
export function briefTally(all: readonly Tally[]): readonly Tally[] {
  const waiting = all.filter(({ group }) => group === "waiting");
  if (waiting.length < 2) return all;
  const times = waiting.reduce((sum, one) => sum + one.times, 0);
  const pending: Tally = { group: "waiting", word: "pending", glyph: "·", times };
  const before = all.filter(({ group }) => group === "running");
  const after = all.filter(({ group }) => group !== "running" && group !== "waiting");
  return [...before, pending, ...after];
}

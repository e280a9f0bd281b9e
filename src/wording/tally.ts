import { groupOf } from "../watch/model/condition.ts";
import { standingOf } from "../watch/model/standing.ts";
import type { Watch } from "../watch/model/watch.ts";
import { standingLooks, standings } from "./states.ts";

/** How many ids are in one group. */
export interface Tally {
  readonly group: "running" | "waiting" | "problem" | "done";
  /** As it follows the number. */
  readonly word: string;
  readonly glyph: string;
  readonly times: number;
}

/**
 * All ids in a few counts: `5 running`, `1 no answer yet`, `2 problems`, `3 done`. What is no
 * problem and not done counts as running only where an answer has said so.
 *
 * @returns in that order, those of which there is one at least
 */
export function tallyOf(watches: readonly Watch[]): readonly Tally[] {
  const times = (isMeant: (watch: Watch) => boolean) => watches.filter(isMeant).length;
  const problems = times((watch) => groupOf(watch) === "problem");
  const all: readonly Tally[] = [
    ...standings.map((standing): Tally => {
      const { word, glyph } = standingLooks[standing];
      const isMeant = (watch: Watch) =>
        groupOf(watch) === "running" && standingOf(watch) === standing;
      const group = standing === "running" ? "running" : "waiting";
      return { group, word, glyph, times: times(isMeant) };
    }),
    {
      group: "problem",
      word: problems > 1 ? "problems" : "problem",
      glyph: "!",
      times: problems,
    },
    { group: "done", word: "done", glyph: "✓", times: times((watch) => groupOf(watch) === "done") },
  ];
  return all.filter((one) => one.times > 0);
}

/** The same in fewer words: what neither runs nor is a problem nor done is one count, `3 pending`. */
export function briefTally(all: readonly Tally[]): readonly Tally[] {
  const waiting = all.filter(({ group }) => group === "waiting");
  if (waiting.length < 2) return all;
  const times = waiting.reduce((sum, one) => sum + one.times, 0);
  const pending: Tally = { group: "waiting", word: "pending", glyph: "·", times };
  const before = all.filter(({ group }) => group === "running");
  const after = all.filter(({ group }) => group === "problem" || group === "done");
  return [...before, pending, ...after];
}

import { cutEnd, width } from "../text/columns.ts";
import { allLeftTexts, timeLeftAtMost } from "../text/time-left.ts";
import { conditionOf, conditions, groupOf } from "../watch/model/condition.ts";
import type { Snapshot } from "../watch/model/snapshot.ts";
import { standingOf } from "../watch/model/standing.ts";
import type { Watch } from "../watch/model/watch.ts";
import { allLeft } from "./all-left.ts";
import { outcomeWord } from "./outcome-line.ts";
import { overallPercent } from "./overall-percent.ts";
import { lookOf } from "./states.ts";
import { briefTally, tallyOf } from "./tally.ts";
import { fittedName } from "./watch-name.ts";

/** A status bar has room for one line, and for more than this. */
export const mostColumns = 60;
const longestName = 24;

/**
 * All ids in one short line, for a status bar or a prompt: `Workday HR 41% ≤25m`, and of several
 * `2 running 41% ≤25m · 1 failed`.
 *
 * @param idle the sources of which nothing is running
 * @param elapsed the present
 */
export function briefLine(
  snapshot: Pick<Snapshot, "watches" | "clients">,
  idle: readonly string[],
  elapsed: number,
): string {
  const { watches } = snapshot;
  const [only, ...others] = watches;
  if (only && others.length + idle.length === 0) {
    const word = isMoving(only) && hasPercent(watches) ? "" : wordOf(only);
    return line([fittedName(only, longestName), word, ...progressOf(snapshot, elapsed)], " ");
  }
  if (!only && idle.length === 1) return `${cutEnd(idle.join(), longestName)} not running`;
  const running = watches.filter((watch) => standingOf(watch) === "running");
  const rest = watches
    .filter((watch) => !running.includes(watch))
    .toSorted((one, other) => placeOf(one) - placeOf(other));
  const counts = Map.groupBy(rest, outcomeWord);
  const moving = running.length === 0 ? [] : [`${running.length} running`];
  const notRunning = idle.length === 0 ? [] : [`${idle.length} not running`];
  const progress = progressOf({ ...snapshot, watches: running }, elapsed);
  const ends = [...[...counts].map(([word, all]) => `${all.length} ${word}`), ...notRunning];
  const whole = [[...moving, ...progress].join(" "), ...ends].filter(Boolean).join(" · ");
  if (width(whole) <= mostColumns) return whole;
  const tally = briefTally(tallyOf(watches)).map(({ times, word }) => `${times} ${word}`);
  return line([...tally, ...notRunning], " · ");
}

/** Of the ids that run: percent, and the time left, if any. */
function progressOf(
  { watches, clients }: Pick<Snapshot, "watches" | "clients">,
  elapsed: number,
): readonly string[] {
  const running = watches.filter((watch) => standingOf(watch) === "running");
  const percent = running.length === 0 ? undefined : overallPercent(running);
  const left = allLeft({ watches: running, clients }, elapsed);
  const brief = left?.unknown === 0 ? timeLeftAtMost(left.range) : undefined;
  const longer = left && brief === undefined ? allLeftTexts(left.range, left.unknown).at(-1) : "";
  return [percent === undefined ? "" : `${percent}%`, brief ?? longer ?? ""].filter(Boolean);
}

function hasPercent(watches: readonly Watch[]): boolean {
  return overallPercent(watches) !== undefined;
}

/** Whether its percent says all of its state. */
function isMoving(watch: Watch): boolean {
  return standingOf(watch) === "running" && conditionOf(watch) === "processing";
}

function wordOf(watch: Watch): string {
  return standingOf(watch) === "running" ? lookOf(watch).word.toLowerCase() : outcomeWord(watch);
}

/** Problems before what is done, after what waits. */
function placeOf(watch: Watch): number {
  if (standingOf(watch)) return -1;
  const { rank } = conditions[conditionOf(watch)];
  return groupOf(watch) === "done" ? Number.POSITIVE_INFINITY : rank;
}

function line(parts: readonly string[], between: string): string {
  return cutEnd(parts.filter(Boolean).join(between), mostColumns);
}

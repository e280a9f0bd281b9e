import { duration, shortDuration } from "../../text/duration.ts";
import { compactFraction, watchPercent } from "../../wording/progress-text.ts";
import { rate, timeLeftAtMost } from "../../text/time-left.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import {
  accountsOf,
  hasNoChanges,
  identitiesOf,
  type Progress,
} from "../../watch/forecast/progress.ts";
import { runningMs } from "../../watch/model/watch.ts";
import { bar } from "../lines/bar.ts";
import { type Line, span } from "../lines/line.ts";
import { isStale, type WatchScene } from "../view/scene.ts";

/** What a column says of one id, in a room of `columns`. */
export type Cell = (scene: WatchScene, columns: number) => Line;

export const stateCell: Cell = ({ look: { shortWord, group, tone } }) => [
  span(shortWord, group === "problem" || tone === "warn" ? "strong" : "text"),
];

export const percentCell: Cell = ({ watch }) => {
  if (knownEnding(watch)?.kind === "COMPLETED") return [];
  const percent = watchPercent(watch);
  return percent === undefined ? [] : [span(`${percent}%`)];
};

export const accountsCell: Cell = (scene) => {
  const { counters } = scene.watch;
  if (hasNoChanges(counters)) return [span("no changes", "dim")];
  return countsOf(accountsOf(counters), scene);
};

export const identitiesCell: Cell = (scene) => {
  const { counters } = scene.watch;
  return hasNoChanges(counters) ? [] : countsOf(identitiesOf(counters), scene);
};

export const barCell: Cell = (scene, columns) => {
  const accounts = accountsOf(scene.watch.counters);
  if (!accounts || accounts.total === 0) return [];
  return bar(accounts, columns, isStale(scene) ? "faint" : scene.look.tone);
};

export const rateCell: Cell = ({ watch, outlook }) => {
  const { perSecond } = outlook;
  return perSecond === undefined || knownEnding(watch) ? [] : [span(rate(perSecond))];
};

export const leftCell: Cell = ({ watch, outlook }) => {
  const { toldMs, stalledMs } = outlook;
  if (knownEnding(watch)) return [];
  if (stalledMs !== undefined) return [span("?")];
  // By earlier runs alone.
  const role = watch.status === "STARTED" ? "dim" : "text";
  return toldMs ? [span(timeLeftAtMost(toldMs), role)] : [];
};

/** How long it has been running, or how long it took. */
export const runningCell: Cell = ({ watch, now }) => {
  const ending = knownEnding(watch);
  if (ending) {
    const tookMs = "tookMs" in ending ? ending.tookMs : undefined;
    return tookMs === undefined ? [] : [span(duration(tookMs), "dim")];
  }
  const ms = runningMs(watch, now.elapsed);
  return ms === undefined ? [] : [span(duration(ms))];
};

export const ageCell: Cell = ({ watch, now }) => {
  const { ending, lastAnswer } = watch;
  if (ending) return [span("tookMs" in ending ? "fin" : "end", "dim")];
  return lastAnswer ? [span(shortDuration(now.elapsed - lastAnswer.elapsed), "dim")] : [];
};

function countsOf(progress: Progress | undefined, scene: WatchScene): Line {
  if (!progress) return [];
  const isPast = isStale(scene) || knownEnding(scene.watch);
  return [span(compactFraction(progress), isPast ? "dim" : "text")];
}

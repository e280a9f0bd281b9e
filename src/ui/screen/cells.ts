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
import { kindOf, runningMs, type Watch } from "../../watch/model/watch.ts";
import { bar } from "../lines/bar.ts";
import { type Line, span } from "../lines/line.ts";
import { isStale, type WatchScene } from "../view/scene.ts";

/** What a column says of one id, in a room of `columns`. */
export type Cell = (scene: WatchScene, columns: number) => Line;

export const stateCell: Cell = ({ look: { shortWord, tone } }) => [
  span(shortWord, tone === "bad" || tone === "warn" ? "strong" : "text"),
];

export const percentCell: Cell = ({ watch }) => {
  if (kindOf(watch) !== "account") return [];
  const percent = isCompleted(watch) ? 100 : watchPercent(watch);
  return percent === undefined ? [] : [span(`${percent}%`)];
};

export const accountsCell: Cell = (scene) => {
  const { counters } = scene.watch;
  if (hasNoChanges(counters)) return [span("no changes")];
  return countsOf(accountsOf(counters));
};

export const identitiesCell: Cell = (scene) => {
  const { counters } = scene.watch;
  return hasNoChanges(counters) ? [] : countsOf(identitiesOf(counters));
};

export const barCell: Cell = (scene, columns) => {
  const accounts = accountsOf(scene.watch.counters);
  if (!accounts || accounts.total === 0) return [];
  const { total } = accounts;
  const shown = isCompleted(scene.watch) ? { processed: total, total } : accounts;
  return bar(shown, columns, isStale(scene) ? "faint" : scene.look.tone);
};

export const rateCell: Cell = ({ watch, outlook }) => {
  const { perSecond } = outlook;
  return perSecond === undefined || knownEnding(watch) ? [] : [span(rate(perSecond))];
};

export const leftCell: Cell = ({ watch, outlook }) => {
  const { toldMs, stalledMs } = outlook;
  if (knownEnding(watch)) return [];
  if (stalledMs !== undefined) return [span("?")];
  return toldMs ? [span(timeLeftAtMost(toldMs))] : [];
};

/** How long it has been running, or how long it took. */
export const runningCell: Cell = ({ watch, now }) => {
  const ending = knownEnding(watch);
  if (ending) {
    const tookMs = "tookMs" in ending ? ending.tookMs : undefined;
    return tookMs === undefined ? [] : [span(duration(tookMs))];
  }
  const ms = runningMs(watch, now.elapsed);
  return ms === undefined ? [] : [span(duration(ms))];
};

/** How old the values are; those of an id that has ended are not polled any more. */
export const ageCell: Cell = (scene) => {
  const { ending, lastAnswer } = scene.watch;
  if (ending || !lastAnswer) return [];
  const age = shortDuration(scene.now.elapsed - lastAnswer.elapsed);
  return [span(age, isStale(scene) ? "strong" : "text")];
};

function isCompleted(watch: Watch): boolean {
  return knownEnding(watch)?.kind === "COMPLETED";
}

function countsOf(progress: Progress | undefined): Line {
  return progress ? [span(compactFraction(progress))] : [];
}

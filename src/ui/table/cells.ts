import { duration, shortDuration } from "../../text/duration.ts";
import { compactFraction, watchPercent } from "../../text/progress-text.ts";
import { lookOf } from "../../text/states.ts";
import { rate, timeLeft, timeLeftAtMost } from "../../text/time-left.ts";
import { usualTexts } from "../../text/usual-texts.ts";
import { knownEnding } from "../../watch/known-ending.ts";
import { accountsOf, hasNoChanges, identitiesOf, type Progress } from "../../watch/progress.ts";
import { runningMs, type Watch } from "../../watch/watch.ts";
import { bar } from "../bar.ts";
import { type Line, span } from "../line.ts";
import { isStale, outlookOf, type Scene } from "../scene.ts";
import type { Role } from "../theme.ts";

/** What a column says of one id; `columns` is the room it has. */
export type Cell = (watch: Watch, scene: Scene, columns: number) => Line;

export const stateCell: Cell = (watch) => {
  const { shortWord, tone } = lookOf(watch);
  return [span(shortWord, tone)];
};

export const percentCell: Cell = (watch) => {
  if (knownEnding(watch)?.kind === "COMPLETED") return [];
  const percent = watchPercent(watch);
  return percent === undefined ? [] : [span(`${percent}%`)];
};

export const accountsCell: Cell = (watch, scene) => {
  if (hasNoChanges(watch.counters)) return [span("no changes", "dim")];
  return countsOf(accountsOf(watch.counters), watch, scene);
};

export const identitiesCell: Cell = (watch, scene) =>
  hasNoChanges(watch.counters) ? [] : countsOf(identitiesOf(watch.counters), watch, scene);

export const barCell: Cell = (watch, scene, columns) => {
  const accounts = accountsOf(watch.counters);
  if (!accounts || accounts.total === 0) return [];
  const role = isStale(watch, scene) ? "dim" : lookOf(watch).tone;
  return bar(accounts, columns, role);
};

export const rateCell: Cell = (watch, scene) => {
  const { perSecond } = outlookOf(watch, scene);
  return perSecond === undefined || knownEnding(watch) ? [] : [span(rate(perSecond))];
};

export const leftCell: Cell = (watch, scene) => {
  const { leftMs, rangeMs, stalledMs } = outlookOf(watch, scene);
  if (knownEnding(watch)) return [];
  const usual = usualTexts(watch, scene.usuals.get(watch.id), scene.now.elapsed);
  if (usual.left !== undefined) return [span(usual.left, "dim")];
  if (stalledMs !== undefined) return [span("?")];
  if (rangeMs) return [span(timeLeftAtMost(rangeMs))];
  return leftMs === undefined ? [] : [span(timeLeft(leftMs))];
};

/** For how long it runs, or how long it took. */
export const runningCell: Cell = (watch, { now }) => {
  const ending = knownEnding(watch);
  if (ending) {
    const tookMs = "tookMs" in ending ? ending.tookMs : undefined;
    return tookMs === undefined ? [] : [span(duration(tookMs), "dim")];
  }
  const ms = runningMs(watch, now.elapsed);
  return ms === undefined ? [] : [span(duration(ms))];
};

export const ageCell: Cell = ({ ending, lastAnswer }, { now }) => {
  if (ending) return [span("tookMs" in ending ? "fin" : "end", "dim")];
  return lastAnswer ? [span(shortDuration(now.elapsed - lastAnswer.elapsed), "dim")] : [];
};

function countsOf(progress: Progress | undefined, watch: Watch, scene: Scene): Line {
  if (!progress) return [];
  const role: Role = isStale(watch, scene) || knownEnding(watch) ? "dim" : "text";
  return [span(compactFraction(progress), role)];
}

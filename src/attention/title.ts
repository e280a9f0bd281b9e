import { cutEnd } from "../text/columns.ts";
import { watchPercent } from "../wording/progress-text.ts";
import { lookOf } from "../wording/states.ts";
import { briefTally, tallyOf } from "../wording/tally.ts";
import { percentDone } from "../text/count.ts";
import { timeLeftRange } from "../text/time-left.ts";
import { outlook } from "../watch/forecast/outlook.ts";
import { progressOf } from "../watch/forecast/progress.ts";
import { fittedName } from "../wording/watch-name.ts";
import { conditionOf } from "../watch/model/condition.ts";
import { allLeft } from "../wording/all-left.ts";
import { knownEnding } from "../watch/model/known-ending.ts";
import type { Watch } from "../watch/model/watch.ts";
import { clientOf, longestWait, type Snapshot } from "../watch/model/snapshot.ts";
import { osc } from "../text/osc.ts";
import { overallPercent } from "../wording/overall-percent.ts";

export type TitleInput = Pick<Snapshot, "watches" | "clients" | "isPaused">;

/** Tabs and task lists show less, the window's own bar seldom more. */
const longestTitle = 60;
const longestName = 30;

/** Pushes the present title on the terminal's stack (XTWINOPS). */
export const saveTitle = "\u001B[22;2t";

/**
 * An empty title, then the saved one.
 *
 * xterm, VTE, iTerm2, kitty and tmux have a stack and end with the saved title, empty where none was
 * set; the others ignore the second half. An empty title makes Windows Terminal show its tab's first
 * one, Ghostty the folder, Konsole its setting, GNU screen the word `screen`; WezTerm keeps it until
 * the shell's prompt sets another. Another program's title is lost there: querying the title is a
 * known danger, and most terminals do not reply. Terminal.app has not been tried.
 *
 * From xterm's ctlseqs and the sources of the others; tried with tmux 3.3a and screen 4.9.
 */
export const restoreTitle = `${osc("2;")}\u001B[23;2t`;

export function titleSequence(text: string): string {
  return osc(`2;${text}`);
}

/**
 * `41% · ~17m left · 3 running, 1 problem · aggwatch acme`, in at most 60 columns. Stalled ids come
 * first, since they need the user. `elapsed` is the present, in monotonic milliseconds.
 */
export function titleText(snapshot: TitleInput, title: string, elapsed: number): string {
  const { watches } = snapshot;
  const [only] = watches;
  const pace = paceText(snapshot, elapsed);
  const isOne = watches.length === 1 && only;
  const parts = isOne
    ? oneParts(only, lastPercent(snapshot, only, elapsed), pace)
    : allParts(watches, pace);
  return cutEnd([...parts, `aggwatch ${title}`].filter(Boolean).join(" · "), longestTitle);
}

/** A wait or a pause of everything, else the time left where every running id has one. */
function paceText(snapshot: TitleInput, elapsed: number): string {
  const { watches, isPaused } = snapshot;
  if (watches.every(({ ending }) => ending)) return "";
  if (isPaused) return "paused";
  if (longestWait(snapshot, elapsed)) return "429: waiting";
  const all = allLeft(snapshot, elapsed);
  return all && all.unknown === 0 ? `${timeLeftRange(all.range)} left` : "";
}

/** Of the counter that ends last, whose time left stands beside it. */
function lastPercent(snapshot: TitleInput, watch: Watch, elapsed: number): number | undefined {
  if (knownEnding(watch)) return undefined;
  const { intervalMs } = clientOf(snapshot, watch);
  const { lastCounter } = outlook(watch.forecast, elapsed, intervalMs);
  const progress = lastCounter && progressOf[lastCounter](watch.counters);
  return progress ? percentDone(progress.processed, progress.total) : watchPercent(watch);
}

function oneParts(watch: Watch, percent: number | undefined, pace: string): readonly string[] {
  const { condition, glyph, word } = lookOf(watch);
  const state = `${glyph} ${word}`;
  const isPlain = condition === "processing" && percent !== undefined;
  return [isPlain ? "" : state, percentText(percent), pace, fittedName(watch, longestName)];
}

function allParts(watches: readonly Watch[], pace: string): readonly string[] {
  if (watches.length === 0) return [];
  const others = watches.filter((watch) => conditionOf(watch) !== "stalled");
  const stalled = watches.length - others.length;
  const tally = briefTally(tallyOf(others));
  const isDone = stalled === 0 && tally.every(({ group }) => group === "done");
  if (isDone) return [`✓ all ${watches.length} done`];
  const counted = tally.map(({ times, word }) => `${times} ${word}`).join(", ");
  if (watches.every(({ ending }) => ending)) return [`✗ ${counted}`];
  const head = stalled > 0 ? `! ${stalled} stalled` : "";
  return [head, percentText(overallPercent(watches)), pace, counted];
}

function percentText(percent: number | undefined): string {
  return percent === undefined ? "" : `${percent}%`;
}

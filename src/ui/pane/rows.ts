import { cutMiddle, width } from "../../text/columns.ts";
import { count, percentDone } from "../../text/count.ts";
import { duration } from "../../text/duration.ts";
import { fraction, notBegunTexts } from "../../wording/progress-text.ts";
import { faultText, quietText } from "../../wording/state-text.ts";
import { rate, timeLeftAtMost, timeLeftRange } from "../../text/time-left.ts";
import { endAtMostText, endRangeText, momentText } from "../../text/time-of-day.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import {
  accountsOf,
  deletionsOf,
  identitiesOf,
  type Progress,
} from "../../watch/forecast/progress.ts";
import { believed404s } from "../../watch/decide/schedule.ts";
import { runningMs, type Watch } from "../../watch/model/watch.ts";
import { bar } from "../lines/bar.ts";
import { justified, type Line, span } from "../lines/line.ts";
import { isStale } from "../view/scene.ts";
import type { Role } from "../lines/theme.ts";
import type { PaneScene } from "./pane-scene.ts";

/** Here a row has room for whole words and a percentage. */
export const wideColumns = 60;
const shortestCounts = 11;

export function stateRow({ watch, look }: Pick<PaneScene, "watch" | "look">, said = ""): Line {
  const more = hiccupText(watch) || said;
  const state = span(look.word, "strong");
  return more === "" ? [state] : [state, span(`  ${more}`)];
}

/** Trouble that is not yet believed to last. */
function hiccupText({ missing, fault, ending }: Watch): string {
  if (ending) return "";
  if (missing) return `404, ${missing.times} of ${believed404s}`;
  return fault && !fault.isOffline ? faultText(fault) : "";
}

/** Instead of the bars where there is nothing to process. */
export const noChanges = "no accounts new, changed, deleted";

export function whatIsCounted({ watch, columns }: PaneScene): string {
  const accounts = accountsOf(watch.counters);
  if (!accounts || columns < wideColumns) return "";
  return `${count(accounts.total)} new, changed or deleted (unchanged not counted)`;
}

/** The bars for accounts and identities, as far as their totals are known. */
export function progressRows(scene: PaneScene): readonly Line[] {
  const { watch, look, columns } = scene;
  const [accounts, identities] =
    columns < wideColumns ? ["acc", "idn"] : ["accounts  ", "identities"];
  return barRows(
    [
      { name: accounts, progress: accountsOf(watch.counters) },
      { name: identities, progress: identitiesOf(watch.counters) },
    ],
    columns,
    isStale(scene) ? "faint" : look.tone,
    knownEnding(watch)?.kind === "COMPLETED",
  );
}

/** The bars of an id that says nothing new any more; where it is narrow accounts only. */
export function lastSeenRows({ watch, columns }: PaneScene): readonly Line[] {
  const accounts = accountsOf(watch.counters);
  if (!accounts) return [];
  const bars =
    columns < wideColumns
      ? [{ name: "last", progress: accounts }]
      : [
          { name: "last accounts  ", progress: accounts },
          { name: "last identities", progress: identitiesOf(watch.counters) },
        ];
  return barRows(bars, columns, "faint", false);
}

/** `deleted 5 of 10 marked`, and where it is wide the last batch. */
export function deletionRows(scene: PaneScene): readonly Line[] {
  const { watch, columns } = scene;
  const deletions = deletionsOf(watch.counters);
  const batch = columns < wideColumns ? "" : batchText(scene, "last batch ");
  const isMarked = deletions !== undefined && deletions.total > 0;
  const deleted = isMarked
    ? `deleted ${count(deletions.processed)} of ${count(deletions.total)} marked`
    : "";
  if (deleted === "" && batch === "") return [];
  return [justified([span(deleted)], [span(batch)], columns)];
}

/** The rate on the left, the time left and the time of the end on the right. */
export function rateRows(scene: PaneScene): readonly Line[] {
  const { columns } = scene;
  const left = rateText(scene);
  const room = columns - width(left) - 1;
  const rights = leftTexts(scene);
  const right = rights.find((text) => width(text) <= room) ?? rights.at(-1) ?? "";
  return left === "" && right === "" ? [] : [justified([span(left)], [span(right)], columns)];
}

function rateText({ outlook, columns }: PaneScene): string {
  const { perSecond, overallPerSecond, rateOf, quiet } = outlook;
  if (quiet) return columns < wideColumns ? `quiet ${duration(quiet.ms)}` : quietText(quiet);
  if (perSecond === undefined) return "";
  const unit = rateOf === "identities" ? " idn" : "";
  if (columns < wideColumns) return rate(perSecond) + unit;
  const overall = overallPerSecond === undefined ? "" : `   ${rate(overallPerSecond)} overall`;
  return `rate   ${rate(perSecond)} now${overall}${unit === "" ? "" : " (identities)"}`;
}

/** The time left, from the longest text to the shortest. */
function leftTexts({ watch, now, outlook, columns }: PaneScene): readonly string[] {
  const { toldMs, lastCounter, notBegun } = outlook;
  if (watch.forecast.stalledMs !== undefined) return ["left ?"];
  if (!toldMs) return notBegun ? [notBegunTexts[notBegun]] : [];
  const short = lastCounter === "identities" ? " idn" : " acc";
  const long = ` (${lastCounter})`;
  const isNamed = lastCounter !== undefined && identitiesOf(watch.counters);
  const which = isNamed ? (columns < wideColumns ? short : long) : "";
  const left = `left ${timeLeftRange(toldMs)}${which}`;
  const most = `left ${timeLeftAtMost(toldMs)}`;
  if (!Number.isFinite(toldMs.high)) return [left, most];
  const until = endAtMostText(toldMs, now.wall, now.today);
  return [
    `${left} · ${endRangeText(toldMs, now.wall, now.today)}`,
    `${left} · ${until}`,
    `${most}${which} · ${until}`,
    `${most} · ${until}`,
    `${most}${which}`,
  ];
}

export function textRows(...texts: readonly string[]): readonly Line[] {
  return texts.map((text) => [span(text)]);
}

/** What SailPoint support asks for. */
export function requestIdRows(requestId: string | undefined, columns: number): readonly Line[] {
  if (requestId === undefined) return [];
  const name = "request id ";
  return [[span(name + cutMiddle(requestId, columns - name.length), "dim")]];
}

/** How long a live aggregation has been running, by the tenant's own times. */
export function runningRows(scene: PaneScene): readonly Line[] {
  const { watch, now, columns } = scene;
  const ms = runningMs(watch, now.elapsed);
  const isStalled = watch.forecast.stalledMs !== undefined;
  // Where it is wide, both stand elsewhere.
  const right = columns >= wideColumns ? "" : isStalled ? "left ?" : batchText(scene, "");
  if (ms === undefined && right === "") return [];
  const running = ms === undefined ? "" : `running ${duration(ms)}`;
  return [justified([span(running)], [span(right)], columns)];
}

/** `+118 9s ago` */
function batchText(scene: PaneScene, title: string): string {
  const { lastBatch } = scene.outlook;
  if (!lastBatch || isStale(scene) || knownEnding(scene.watch)) return "";
  return `${title}+${count(lastBatch.size)} ${duration(lastBatch.agoMs)} ago`;
}

/** How long it took and when it ended, by the API. */
export function saidEndRows(
  verb: "took" | "ran",
  { watch, now, columns }: PaneScene,
): readonly Line[] {
  const ending = knownEnding(watch);
  if (!ending || !("tookMs" in ending)) return [];
  const { isSeenRunning, tookMs, at, taskEndedAt } = ending;
  const took = tookMs === undefined ? "" : `${verb} ${duration(tookMs)}`;
  // What the task says stands in the notes, with the time.
  if (taskEndedAt !== undefined) return took === "" ? [] : [[span(took)]];
  const isToldShort = took !== "" && columns < wideColumns;
  const early = isToldShort ? took : [took, "before the first answer"].filter(Boolean).join(" · ");
  const text = isSeenRunning ? took : early;
  return [justified([span(text)], [span(momentText(at, now.today))], columns)];
}

function barRows(
  bars: readonly { readonly name: string; readonly progress: Progress | undefined }[],
  columns: number,
  role: Role,
  isOver: boolean,
): readonly Line[] {
  // Room for the counts as they will be in the end, so that columns do not move.
  const longest = bars.map(({ progress }) => {
    if (!progress) return 0;
    const { processed, total } = progress;
    return fraction({ processed: Math.max(processed, total), total }).length;
  });
  const countsWidth = Math.min(Math.max(shortestCounts, ...longest), columns);
  return bars.flatMap(({ name, progress }) => {
    if (!progress) return [];
    const percent = isOver ? undefined : percentDone(progress.processed, progress.total);
    const percentText = percent === undefined ? "" : `${percent}%`;
    const share = columns < wideColumns ? "" : ` ${percentText.padStart(3)}`;
    const barColumns = columns - name.length - 1 - share.length - 1 - countsWidth;
    const line: Line = [
      span(`${name} `),
      ...bar(progress, Math.max(0, barColumns), role),
      span(`${share} ${fraction(progress).padStart(countsWidth)}`),
    ];
    return [line];
  });
}

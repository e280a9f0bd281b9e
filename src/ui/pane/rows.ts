import { cutMiddle, width } from "../../text/columns.ts";
import { count, percentDone } from "../../text/count.ts";
import { duration } from "../../text/duration.ts";
import { fraction, notBegunTexts } from "../../wording/progress-text.ts";
import { faultText } from "../../wording/state-text.ts";
import { rate, timeLeft, timeLeftAtMost, timeLeftRange } from "../../text/time-left.ts";
import { minuteText, momentText } from "../../text/time-of-day.ts";
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

/** From here on a row has room for whole words and a percentage. */
export const wideColumns = 60;
const shortestCounts = 11;

/** The state's word, and what goes with it. */
export function stateRow({ watch, look }: Pick<PaneScene, "watch" | "look">, said = ""): Line {
  const more = hiccupText(watch) || said;
  const state = span(look.word, look.tone);
  return more === "" ? [state] : [state, span(`  ${more}`)];
}

/** Why nothing new comes, while that is not believed to last. */
function hiccupText({ missing, fault, ending }: Watch): string {
  if (ending) return "";
  if (missing) return `404, ${missing.times} of ${believed404s}`;
  return fault && !fault.isOffline ? faultText(fault) : "";
}

/** What stands in the place of the bars where there is nothing to process. */
export const noChanges = "no accounts new, changed, deleted";

/** What the totals count, where there is room to say it. */
export function whatIsCounted({ watch, columns }: PaneScene): string {
  const accounts = accountsOf(watch.counters);
  if (!accounts || columns < wideColumns) return "";
  return `${count(accounts.total)} new, changed or deleted (unchanged not counted)`;
}

/** The bars for accounts and identities, as far as their totals are known. */
export function progressRows(scene: PaneScene): readonly Line[] {
  const { watch, columns } = scene;
  const accounts = accountsOf(watch.counters);
  const identities = identitiesOf(watch.counters);
  const bars = [
    { progress: accounts, short: "acc", long: "accounts" },
    { progress: identities, short: "idn", long: "identities" },
  ];
  const shown = bars.flatMap(({ progress, ...names }) =>
    progress ? [{ progress, ...names }] : [],
  );
  const counts = countsColumns(
    shown.map(({ progress }) => progress),
    columns,
  );
  const role = valueRole(scene);
  return shown.map(({ progress, short, long }) => {
    const name = columns >= wideColumns ? long.padEnd("identities".length) : short;
    return barRow(name, progress, counts, columns, role, knownEnding(watch)?.kind === "COMPLETED");
  });
}

/** The counters as last seen, where it is narrow those of accounts, of an id that says nothing new any more. */
export function lastSeenRows({ watch, columns }: PaneScene): readonly Line[] {
  const accounts = accountsOf(watch.counters);
  if (!accounts) return [];
  const identities = columns < wideColumns ? undefined : identitiesOf(watch.counters);
  const parts = [accounts, ...(identities ? [identities] : [])];
  const counts = countsColumns(parts, columns);
  const names = columns < wideColumns ? ["last"] : ["last accounts  ", "last identities"];
  return parts.map((part, index) =>
    barRow(names[index] ?? "", part, counts, columns, "dim", false),
  );
}

/**
 * `deleted 5 of 10 marked`, where accounts are marked for deletion, and where it is wide what the
 * last batch was.
 */
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
  const { perSecond, overallPerSecond, rateOf } = outlook;
  if (perSecond === undefined) return "";
  const unit = rateOf === "identities" ? " idn" : "";
  if (columns < wideColumns) return rate(perSecond) + unit;
  const overall = overallPerSecond === undefined ? "" : `   ${rate(overallPerSecond)} overall`;
  return `rate   ${rate(perSecond)} now${overall}${unit === "" ? "" : " (identities)"}`;
}

/** What there is to say of the time left, from the longest text to the shortest. */
function leftTexts({ watch, now, outlook, columns }: PaneScene): readonly string[] {
  const { leftMs, rangeMs, lastCounter, notBegun } = outlook;
  if (watch.forecast.stalledMs !== undefined) return ["left ?"];
  if (leftMs === undefined) return notBegun ? [notBegunTexts[notBegun]] : [];
  const short = lastCounter === "identities" ? " idn" : " acc";
  const long = ` (${lastCounter})`;
  const which = identitiesOf(watch.counters) ? (columns < wideColumns ? short : long) : "";
  const clock = ` · ≈ ${minuteText(now.wall + leftMs, now.wall)}`;
  const time = rangeMs ? timeLeftRange(rangeMs) : timeLeft(leftMs);
  const most = rangeMs ? timeLeftAtMost(rangeMs) : time;
  return [`left ${time}${which}${clock}`, `left ${most}${which}${clock}`, `left ${most}${clock}`];
}

/** What SailPoint support asks for, where the tenant gave it. */
export function requestIdRows(requestId: string | undefined, columns: number): readonly Line[] {
  if (requestId === undefined) return [];
  const name = "request id ";
  return [[span(name + cutMiddle(requestId, columns - name.length), "dim")]];
}

/** For how long a live aggregation has been running, by the tenant's own times. */
export function runningRows(scene: PaneScene): readonly Line[] {
  const { watch, now, columns } = scene;
  const ms = runningMs(watch, now.elapsed);
  const isStalled = watch.forecast.stalledMs !== undefined;
  // Where it is wide, both are told elsewhere.
  const right = columns >= wideColumns ? "" : isStalled ? "left ?" : batchText(scene, "");
  if (ms === undefined && right === "") return [];
  const running = ms === undefined ? "" : `running ${duration(ms)}`;
  return [justified([span(running)], [span(right)], columns)];
}

/** What the last rise added and when: `+118 9s ago`. */
function batchText(scene: PaneScene, title: string): string {
  const { watch, outlook } = scene;
  const { lastBatch } = outlook;
  if (!lastBatch || isStale(scene) || knownEnding(watch)) return "";
  return `${title}+${count(lastBatch.size)} ${duration(lastBatch.agoMs)} ago`;
}

/**
 * How long it took, and when it was over, of an end that the API said.
 *
 * @param verb "took" or "ran"
 */
export function saidEndRows(verb: string, { watch, now, columns }: PaneScene): readonly Line[] {
  const ending = knownEnding(watch);
  if (!ending || !("tookMs" in ending)) return [];
  const { isSeenRunning, tookMs, at, taskEndedAt } = ending;
  const took = tookMs === undefined ? "" : `${verb} ${duration(tookMs)}`;
  // What its task tells stands in the notes, with the time.
  if (taskEndedAt !== undefined) return took === "" ? [] : [[span(took)]];
  const isToldShort = took !== "" && columns < wideColumns;
  const early = isToldShort ? took : [took, "before the first answer"].filter(Boolean).join(" · ");
  const text = isSeenRunning ? took : early;
  return [justified([span(text)], [span(momentText(at, now.wall))], columns)];
}

function barRow(
  name: string,
  progress: Progress,
  countsWidth: number,
  columns: number,
  role: Role,
  isOver: boolean,
): Line {
  const counts = fraction(progress).padStart(countsWidth);
  const percent = isOver ? undefined : percentDone(progress.processed, progress.total);
  const share =
    columns < wideColumns ? "" : ` ${percent === undefined ? "   " : `${percent}%`.padStart(3)}`;
  const barColumns = columns - name.length - 1 - share.length - 1 - countsWidth;
  return [
    span(`${name} `),
    ...bar(progress, Math.max(0, barColumns), role),
    span(`${share} ${counts}`, role === "dim" ? "dim" : "text"),
  ];
}

/** Room for the counts as they will be in the end, so that columns do not move. */
function countsColumns(all: readonly Progress[], columns: number): number {
  const longest = all.map(({ processed, total }) => {
    const most = Math.max(processed, total);
    return fraction({ processed: most, total }).length;
  });
  return Math.min(Math.max(shortestCounts, ...longest), columns);
}

function valueRole(scene: PaneScene): Role {
  return isStale(scene) ? "dim" : scene.look.tone;
}

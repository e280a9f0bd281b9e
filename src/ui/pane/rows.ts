import { cutMiddle, width } from "../../text/columns.ts";
import { count } from "../../text/count.ts";
import { duration } from "../../text/duration.ts";
import { faultText } from "../../wording/state-text.ts";
import { momentText } from "../../text/time-of-day.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { accountsOf, deletionsOf } from "../../watch/forecast/progress.ts";
import { believed404s } from "../../watch/decide/schedule.ts";
import { waitedMs } from "../../watch/model/waits.ts";
import { runningMs, type Watch } from "../../watch/model/watch.ts";
import { justified, type Line, span, wrapped } from "../lines/line.ts";
import { isStale } from "../view/scene.ts";
import { type Note, note } from "./notes.ts";
import type { PaneScene } from "./pane-scene.ts";

/** The state's word, and beside it the first of these texts that fits; below it where none does. */
export function stateRows(scene: PaneScene, ...said: readonly string[]): readonly Line[] {
  const { watch, look, columns } = scene;
  const hiccup = hiccupTexts(watch);
  const texts = hiccup.length > 0 ? hiccup : said;
  const word = span(look.word, "strong");
  const room = columns - width(look.word) - 2;
  const fitting = texts.find((text) => width(text) <= room);
  if (fitting !== undefined) return [fitting === "" ? [word] : [word, span(`  ${fitting}`)]];
  return [[word], ...wrapped(texts.at(-1) ?? "", columns)];
}

/** Trouble that is not yet believed to last. */
function hiccupTexts({ missing, fault, ending }: Watch): readonly string[] {
  if (ending) return [];
  if (missing) {
    const attempt = `404, attempt ${missing.times} of ${believed404s}`;
    return [`not found yet (${attempt})`, attempt];
  }
  return fault && !fault.isOffline ? [faultText(fault)] : [];
}

/** Instead of the bars where there is nothing to process. */
export const noChanges = "no accounts new, changed, deleted";

/** For `stateRows`. */
export function whatIsCounted({ watch }: PaneScene): readonly string[] {
  const accounts = accountsOf(watch.counters);
  if (!accounts) return [];
  const text = `${count(accounts.total)} new, changed or deleted`;
  return [`${text} (unchanged not counted)`, text, ""];
}

/** `5 of 10 deletions done`, what a 429 has cost, and another text. */
export function figuresOf({ watch, now }: PaneScene, other = ""): readonly Line[] {
  const deletions = deletionsOf(watch.counters);
  const until = watch.ending ? (watch.lastAnswer?.elapsed ?? 0) : now.elapsed;
  const waited = waitedMs(watch.waits, until);
  const figures = [
    deletions && deletions.total > 0
      ? `${count(deletions.processed)} of ${count(deletions.total)} deletions done`
      : "",
    other,
    waited >= 1000 ? `░ rate limited ${duration(waited)}` : "",
  ];
  return figures.filter(Boolean).map((text) => [span(text)]);
}

export function textRows(...texts: readonly string[]): readonly Line[] {
  return texts.map((text) => [span(text)]);
}

/** What SailPoint support asks for. */
export function requestIdNotes(requestId: string | undefined, columns: number): readonly Note[] {
  if (requestId === undefined) return [];
  const name = "request id ";
  return [{ ...note(name + cutMiddle(requestId, columns - name.length)), role: "dim" }];
}

/** How long a live aggregation has been running, by the tenant's own times, and its last batch. */
export function runningRows(scene: PaneScene): readonly Line[] {
  const { watch, now, columns, outlook } = scene;
  const { lastBatch } = outlook;
  const ms = runningMs(watch, now.elapsed);
  const running = ms === undefined ? "" : `running ${duration(ms)}`;
  const batch =
    lastBatch && !isStale(scene)
      ? `+${count(lastBatch.size)} ${duration(lastBatch.agoMs)} ago`
      : "";
  if (running === "" && batch === "") return [];
  const titled = `last batch ${batch}`;
  const isRoomy = running.length + 2 + titled.length <= columns;
  const right = batch === "" ? "" : isRoomy ? titled : batch;
  return [justified([span(running)], [span(right)], columns)];
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
  const when = momentText(at, now.today);
  const early = isSeenRunning ? "" : "already finished when first checked";
  const texts = [[took, early].filter(Boolean).join(" · "), took];
  const text = texts.find((one) => one.length + 2 + when.length <= columns) ?? "";
  return [justified([span(text)], [span(when)], columns)];
}

import { duration } from "../../text/duration.ts";
import { neededRights } from "../../wording/event-text.ts";
import { momentText } from "../../text/time-of-day.ts";
import { watchName } from "../../wording/watch-name.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { hasNoChanges } from "../../watch/forecast/progress.ts";
import { clientOf } from "../../watch/model/snapshot.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { type Line, span, wrapped } from "../lines/line.ts";
import type { Body, BodyOf, PaneScene } from "./pane-scene.ts";
import {
  deletionRows,
  lastSeenRows,
  noChanges,
  progressRows,
  requestIdRows,
  stateRow,
  saidEndRows,
} from "./rows.ts";
import { originRows, verdictRows } from "./verdict-rows.ts";

/** Done, as far as the API says. */
export const completed: BodyOf = (scene) => {
  const deletions = deletionRows(scene);
  const verdict = [...originRows(scene), ...verdictRows(scene)];
  const hasWorked = scene.look.condition === "completed";
  return {
    head: [stateRow(scene), ...lastBars(scene)],
    notes: hasWorked ? [...deletions, ...verdict] : [...verdict, ...deletions],
    foot: saidEndRows("took", scene),
  };
};

/** Where only its task has told of the end, the counts are older than that. */
function lastBars(scene: PaneScene): readonly Line[] {
  const { watch } = scene;
  if (watch.ending && "taskEndedAt" in watch.ending) return lastSeenRows(scene);
  if (hasNoChanges(watch.counters)) return [[span(noChanges)]];
  return progressRows(scene);
}

/** Ended by a user. */
export const cancelled: BodyOf = (scene) => ({
  head: [stateRow(scene, "by a user"), ...lastSeenRows(scene)],
  notes: lastSeenNote(scene),
  foot: saidEndRows("ran", scene),
});

/** Given up by the platform. */
export const terminated: BodyOf = (scene) => {
  const origin = originRows(scene);
  return origin.length === 0 ? triedThrice(scene) : endedByTask(scene, origin);
};

function endedByTask(scene: PaneScene, origin: readonly Line[]): Body {
  return {
    head: [stateRow(scene, "says its task"), ...lastSeenRows(scene)],
    notes: [...origin, ...verdictRows(scene)],
    foot: saidEndRows("ran", scene),
  };
}

const triedThrice = (scene: PaneScene): Body => ({
  head: [
    stateRow(scene, "after 3 tries"),
    [span("virtual appliance out of reach")],
    ...lastSeenRows(scene),
  ],
  notes: [[span("check appliance, then start again")]],
  foot: saidEndRows("ran", scene),
});

/** Gone before its outcome was seen. */
export const expired: BodyOf = (scene) => {
  const { watch, now, columns } = scene;
  const { missing } = watch;
  const ending = knownEnding(watch);
  const since = missing ? `404 since ${momentText(missing.since.wall, now.wall)}` : "";
  const kept =
    ending?.kind === "EXPIRED" && ending.isHourLater ? "A status is kept about an hour. " : "";
  const lastAnswerAt = ending?.kind === "EXPIRED" ? ending.lastAnswerAt : 0;
  return {
    head: [stateRow(scene, since), ...lastSeenRows(scene)],
    notes: [...verdictRows(scene), ...wrapped(`${kept}${outcomeNotSeen(watch)}`, columns)],
    foot: [[span(`last seen ${momentText(lastAnswerAt, now.wall)}`)]],
  };
};

/** Never seen. */
export const notFound: BodyOf = (scene) => {
  const { watch, snapshot, columns } = scene;
  const ending = knownEnding(watch);
  const hint = ending?.kind === "NOT_FOUND" ? ending.hint : undefined;
  return {
    head: [
      stateRow(scene, spanOf404s(watch)),
      ...wrapped(hint ?? "unknown id, or over an hour old", columns),
      ...wrapped(`tenant ${clientOf(snapshot, watch).host}`, columns),
    ],
    notes: [...verdictRows(scene), [span("check the id, the tenant, its age")]],
    foot: [],
  };
};

function spanOf404s(watch: Watch): string {
  const { missing } = watch;
  const ending = knownEnding(watch);
  if (!missing || !ending) return "404";
  return `404, ${missing.times} times in ${duration(ending.at - missing.since.wall)}`;
}

/** No answer for longer than the user lets faults last. */
export const givenUp: BodyOf = (scene) => {
  const { watch, now, columns } = scene;
  const { ending } = watch;
  if (ending?.kind !== "GIVEN_UP") return { head: [stateRow(scene)], notes: [], foot: [] };
  const { at, since, tries, reason, requestId, lastAnswerAt } = ending;
  const isSeen = lastAnswerAt !== undefined;
  const advice = isSeen ? outcomeNotSeen(watch) : "check base URL and network";
  return {
    head: [
      stateRow(scene, `${tries} tries in ${duration(at - since)}`),
      ...wrapped(reason, columns),
      ...lastSeenRows(scene),
    ],
    notes: [...wrapped(advice, columns), ...requestIdRows(requestId, columns)],
    foot: [[span(isSeen ? `last seen ${momentText(lastAnswerAt, now.wall)}` : "never seen")]],
  };
};

/** Where an outcome can be looked up. */
function outcomeNotSeen(watch: Watch): string {
  const source = watch.label === undefined ? "the source" : watchName(watch);
  return `outcome not seen here: Sources > ${source} > Import Data > Account Aggregation`;
}

/** The tenant will not answer this. */
export const refused: BodyOf = (scene) => {
  const { columns } = scene;
  const { ending } = scene.watch;
  if (ending?.kind !== "REFUSED") {
    const text = ending?.kind === "SIGN_IN_REFUSED" ? ending.text : "";
    return { head: [stateRow(scene, "sign-in")], notes: wrapped(text, columns), foot: [] };
  }
  const { httpStatus, text, isForeign, requestId } = ending;
  const isForbidden = httpStatus === 403 && !isForeign;
  const { advice = isForbidden ? neededRights : "" } = ending;
  const toDo: readonly Line[] = [
    ...(isForbidden ? [[span("this token may not read them")]] : []),
    ...(advice === "" ? [] : wrapped(advice, columns)),
  ];
  return {
    head: [stateRow(scene, String(httpStatus)), ...toDo],
    notes: wrapped(text, columns, "dim"),
    foot: requestIdRows(requestId, columns),
  };
};

function lastSeenNote({ watch, now }: PaneScene): readonly Line[] {
  const { countersAt } = watch;
  if (countersAt === undefined) return [];
  return [[span(`last seen ${momentText(countersAt, now.wall)}`)]];
}

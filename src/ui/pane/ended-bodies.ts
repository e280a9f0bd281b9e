import { duration } from "../../text/duration.ts";
import { neededRights } from "../../text/event-text.ts";
import { momentText } from "../../text/time-of-day.ts";
import { watchName } from "../../text/watch-name.ts";
import { conditionOf } from "../../watch/condition.ts";
import { knownEnding } from "../../watch/known-ending.ts";
import { hasNoChanges } from "../../watch/progress.ts";
import { clientOf } from "../../watch/snapshot.ts";
import type { Watch } from "../../watch/watch.ts";
import { type Line, span, wrapped } from "../line.ts";
import type { Scene } from "../scene.ts";
import type { Body, BodyOf } from "./part.ts";
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
export const completed: BodyOf = (watch, scene, columns) => {
  const deletions = deletionRows(watch, scene, columns);
  const verdict = [...originRows(watch, scene, columns), ...verdictRows(watch, columns)];
  const hasWorked = conditionOf(watch) === "completed";
  return {
    head: [stateRow(watch), ...lastBars(watch, scene, columns)],
    notes: hasWorked ? [...deletions, ...verdict] : [...verdict, ...deletions],
    foot: saidEndRows("took", watch, scene, columns),
  };
};

/** Where only its task has told of the end, the counts are older than that. */
function lastBars(...[watch, scene, columns]: Parameters<BodyOf>): readonly Line[] {
  if (watch.ending && "taskEndedAt" in watch.ending) return lastSeenRows(watch, columns);
  if (hasNoChanges(watch.counters)) return [[span(noChanges)]];
  return progressRows(watch, scene, columns);
}

/** Ended by a user. */
export const cancelled: BodyOf = (watch, scene, columns) => ({
  head: [stateRow(watch, "by a user"), ...lastSeenRows(watch, columns)],
  notes: lastSeenNote(watch, scene),
  foot: saidEndRows("ran", watch, scene, columns),
});

/** Given up by the platform. */
export const terminated: BodyOf = (watch, scene, columns) => {
  const origin = originRows(watch, scene, columns);
  return origin.length === 0
    ? triedThrice(watch, scene, columns)
    : endedByTask(watch, origin, scene, columns);
};

function endedByTask(watch: Watch, origin: readonly Line[], scene: Scene, columns: number): Body {
  return {
    head: [stateRow(watch, "says its task"), ...lastSeenRows(watch, columns)],
    notes: [...origin, ...verdictRows(watch, columns)],
    foot: saidEndRows("ran", watch, scene, columns),
  };
}

const triedThrice = (watch: Watch, scene: Scene, columns: number): Body => ({
  head: [
    stateRow(watch, "after 3 tries"),
    [span("virtual appliance out of reach")],
    ...lastSeenRows(watch, columns),
  ],
  notes: [[span("check appliance, then start again")]],
  foot: saidEndRows("ran", watch, scene, columns),
});

/** Gone before its outcome was seen. */
export const expired: BodyOf = (watch, { now }, columns) => {
  const { missing } = watch;
  const ending = knownEnding(watch);
  const since = missing ? `404 since ${momentText(missing.since.wall, now.wall)}` : "";
  const kept =
    ending?.kind === "EXPIRED" && ending.isHourLater ? "A status is kept about an hour. " : "";
  const lastAnswerAt = ending?.kind === "EXPIRED" ? ending.lastAnswerAt : 0;
  return {
    head: [stateRow(watch, since), ...lastSeenRows(watch, columns)],
    notes: [...verdictRows(watch, columns), ...wrapped(`${kept}${outcomeNotSeen(watch)}`, columns)],
    foot: [[span(`last seen ${momentText(lastAnswerAt, now.wall)}`)]],
  };
};

/** Never seen. */
export const notFound: BodyOf = (watch, { snapshot }, columns) => {
  const ending = knownEnding(watch);
  const hint = ending?.kind === "NOT_FOUND" ? ending.hint : undefined;
  return {
    head: [
      stateRow(watch, spanOf404s(watch)),
      ...wrapped(hint ?? "unknown id, or over an hour old", columns),
      ...wrapped(`tenant ${clientOf(snapshot, watch).host}`, columns),
    ],
    notes: [...verdictRows(watch, columns), [span("check the id, the tenant, its age")]],
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
export const givenUp: BodyOf = (watch, { now }, columns) => {
  const { ending } = watch;
  if (ending?.kind !== "GIVEN_UP") return { head: [stateRow(watch)], notes: [], foot: [] };
  const { at, since, tries, reason, requestId, lastAnswerAt } = ending;
  const isSeen = lastAnswerAt !== undefined;
  const advice = isSeen ? outcomeNotSeen(watch) : "check base URL and network";
  return {
    head: [
      stateRow(watch, `${tries} tries in ${duration(at - since)}`),
      ...wrapped(reason, columns),
      ...lastSeenRows(watch, columns),
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
export const refused: BodyOf = (watch, _, columns) => {
  const { ending } = watch;
  if (ending?.kind !== "REFUSED") {
    const text = ending?.kind === "SIGN_IN_REFUSED" ? ending.text : "";
    return { head: [stateRow(watch, "sign-in")], notes: wrapped(text, columns), foot: [] };
  }
  const { httpStatus, text, isForeign, requestId } = ending;
  const isForbidden = httpStatus === 403 && !isForeign;
  const { advice = isForbidden ? neededRights : "" } = ending;
  const toDo: readonly Line[] = [
    ...(isForbidden ? [[span("this token may not read them")]] : []),
    ...(advice === "" ? [] : wrapped(advice, columns)),
  ];
  return {
    head: [stateRow(watch, String(httpStatus)), ...toDo],
    notes: wrapped(text, columns, "dim"),
    foot: requestIdRows(requestId, columns),
  };
};

function lastSeenNote({ countersAt }: Watch, { now }: Scene): readonly Line[] {
  if (countersAt === undefined) return [];
  return [[span(`last seen ${momentText(countersAt, now.wall)}`)]];
}

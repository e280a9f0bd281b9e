import { duration } from "../../text/duration.ts";
import { neededRights } from "../../wording/event-text.ts";
import { momentText } from "../../text/time-of-day.ts";
import { watchName } from "../../wording/watch-name.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { hasNoChanges } from "../../watch/forecast/progress.ts";
import { clientOf } from "../../watch/model/snapshot.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { type Line, wrapped } from "../lines/line.ts";
import type { BodyOf, PaneScene } from "./pane-scene.ts";
import {
  deletionRows,
  lastSeenRows,
  noChanges,
  progressRows,
  requestIdRows,
  stateRow,
  saidEndRows,
  textRows,
} from "./rows.ts";
import { originRows, taskCountRows, verdictRows } from "./verdict-rows.ts";

export const completed: BodyOf = (scene) => {
  const deletions = deletionRows(scene);
  const verdict = [...originRows(scene), ...verdictRows(scene)];
  const hasWorked = scene.look.condition === "completed";
  return {
    head: [stateRow(scene), ...lastBars(scene)],
    notes: hasWorked
      ? [...taskCountRows(scene), ...deletions, ...verdict]
      : [...verdict, ...taskCountRows(scene), ...deletions],
    foot: saidEndRows("took", scene),
  };
};

/** Where the end is known from the task alone, the counts are older. */
function lastBars(scene: PaneScene): readonly Line[] {
  const { ending, counters } = scene.watch;
  if (ending && "taskEndedAt" in ending) return lastSeenRows(scene);
  return hasNoChanges(counters) ? textRows(noChanges) : progressRows(scene);
}

export const cancelled: BodyOf = (scene) => ({
  head: [stateRow(scene, "by a user"), ...lastSeenRows(scene)],
  notes: lastSeenNote(scene),
  foot: saidEndRows("ran", scene),
});

/** Given up by the platform: after 3 tries, or known from the task alone. */
export const terminated: BodyOf = (scene) => {
  const origin = originRows(scene);
  const [last, foot] = [lastSeenRows(scene), saidEndRows("ran", scene)];
  if (origin.length > 0) {
    const notes = [...origin, ...verdictRows(scene), ...taskCountRows(scene)];
    return { head: [stateRow(scene, "says its task"), ...last], notes, foot };
  }
  const reason = textRows("virtual appliance out of reach");
  return {
    head: [stateRow(scene, "after 3 tries"), ...reason, ...last],
    notes: textRows("check appliance, then start again"),
    foot,
  };
};

/** Gone before its outcome was seen. */
export const expired: BodyOf = (scene) => {
  const { watch, now, columns } = scene;
  const { missing } = watch;
  const ending = knownEnding(watch);
  const since = missing ? `404 since ${momentText(missing.since.wall, now.today)}` : "";
  const { isHourLater = false, lastAnswerAt = 0 } = ending?.kind === "EXPIRED" ? ending : {};
  const kept = isHourLater ? "A status is kept about an hour. " : "";
  return {
    head: [stateRow(scene, since), ...lastSeenRows(scene)],
    notes: [...verdictRows(scene), ...wrapped(`${kept}${outcomeNotSeen(watch)}`, columns)],
    foot: textRows(`last seen ${momentText(lastAnswerAt, now.today)}`),
  };
};

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
    notes: [...verdictRows(scene), ...textRows("check the id, the tenant, its age")],
  };
};

function spanOf404s(watch: Watch): string {
  const { missing } = watch;
  const ending = knownEnding(watch);
  if (!missing || !ending) return "404";
  return `404, ${missing.times} times in ${duration(ending.at - missing.since.wall)}`;
}

/** No answer for longer than the user allows. */
export const givenUp: BodyOf = (scene) => {
  const { watch, now, columns } = scene;
  const { ending } = watch;
  if (ending?.kind !== "GIVEN_UP") return { head: [stateRow(scene)] };
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
    foot: textRows(isSeen ? `last seen ${momentText(lastAnswerAt, now.today)}` : "never seen"),
  };
};

function outcomeNotSeen(watch: Watch): string {
  const source = watch.label === undefined ? "the source" : watchName(watch);
  return `outcome not seen here: Sources > ${source} > Import Data > Account Aggregation`;
}

export const refused: BodyOf = (scene) => {
  const { columns } = scene;
  const { ending } = scene.watch;
  if (ending?.kind !== "REFUSED") {
    const text = ending?.kind === "SIGN_IN_REFUSED" ? ending.text : "";
    return { head: [stateRow(scene, "sign-in")], notes: wrapped(text, columns) };
  }
  const { httpStatus, text, isForeign, requestId } = ending;
  const isForbidden = httpStatus === 403 && !isForeign;
  const { advice = isForbidden ? neededRights : "" } = ending;
  const refusal = isForbidden ? textRows("this token may not read them") : [];
  return {
    head: [stateRow(scene, String(httpStatus)), ...refusal, ...wrapped(advice, columns)],
    notes: wrapped(text, columns, "dim"),
    foot: requestIdRows(requestId, columns),
  };
};

function lastSeenNote({ watch, now }: PaneScene): readonly Line[] {
  const { countersAt } = watch;
  return countersAt === undefined ? [] : textRows(`last seen ${momentText(countersAt, now.today)}`);
}

import { duration } from "../../text/duration.ts";
import { faultText } from "../../wording/state-text.ts";
import { usualTexts } from "../../wording/usual-texts.ts";
import { momentText } from "../../text/time-of-day.ts";
import { hasNoChanges, identitiesOf, isAllProcessed } from "../../watch/forecast/progress.ts";
import { believed404s } from "../../watch/decide/schedule.ts";
import { wanderingBar } from "../lines/bar.ts";
import { type Line, wrapped } from "../lines/line.ts";
import { waitLeftMsOf } from "../view/scene.ts";
import { clientOf } from "../../watch/model/snapshot.ts";
import type { BodyOf, PaneScene } from "./pane-scene.ts";
import {
  deletionRows,
  lastSeenRows,
  progressRows,
  rateRows,
  requestIdRows,
  noChanges,
  stateRow,
  textRows,
  wideColumns,
  whatIsCounted,
} from "./rows.ts";

/** Not answered yet. */
export const connecting: BodyOf = (scene) => ({
  head: [stateRow(scene)],
  notes: connectingNotes(scene),
});

function connectingNotes(scene: PaneScene): readonly Line[] {
  const { watch, snapshot, columns } = scene;
  const { missing, askedAt, fault } = watch;
  if (fault) {
    const toDo = wrapped(fault.advice ?? "no answer yet", columns);
    return [...toDo, ...requestIdRows(fault.requestId, columns)];
  }
  if (missing) {
    const belief = `believed after ${believed404s} in a row`;
    return textRows("unknown id, or one just started", belief);
  }
  if (askedAt !== undefined) {
    return textRows("signed in · first status request", "waits up to 30s for an answer");
  }
  if (snapshot.isPaused) return textRows("polling is paused");
  if (waitLeftMsOf(scene) > 0) return textRows("waits, as the tenant asks");
  const { signIn } = clientOf(snapshot, watch);
  return textRows(signIn === undefined ? "waits for its turn" : "signs in first");
}

export const collecting: BodyOf = (scene) => {
  const { watch, usuals, now, columns } = scene;
  const { usual, longer } = usualTexts(watch, usuals.get(watch.id), now.elapsed);
  return {
    head: [
      stateRow(scene, longer),
      wanderingBar(columns, scene.step, waitLeftMsOf(scene) > 0 ? "faint" : "busy"),
      ...textRows("no totals until collection ends"),
    ],
    notes: [...textRows(...(usual ? [usual] : [])), ...rateRows(scene)],
  };
};

export const processing: BodyOf = (scene) => {
  const { watch } = scene;
  if (hasNoChanges(watch.counters)) {
    return {
      head: [stateRow(scene), ...textRows(noChanges)],
      notes: identitiesOf(watch.counters) ? textRows("identities 0 of 0") : [],
    };
  }
  const rows = progressRows(scene);
  return {
    head: [stateRow(scene, whatIsCounted(scene)), ...rows, ...rateRows(scene)],
    notes: rows.length > 0 ? deletionRows(scene) : textRows("the tenant names no totals"),
  };
};

export const finishing: BodyOf = (scene) => ({
  head: [stateRow(scene, "all processed"), ...progressRows(scene), ...rateRows(scene)],
  notes: [...textRows("server has not said COMPLETED yet"), ...deletionRows(scene)],
});

export const stalled: BodyOf = (scene) => {
  const { watch, outlook, columns } = scene;
  const { stalledMs = 0, gapsMs } = outlook;
  const what = isAllProcessed(watch) ? "no COMPLETED" : "no progress";
  const rhythm = gapsMs
    ? textRows(`usual gap ${duration(gapsMs.usual)}, longest ${duration(gapsMs.longest)}`)
    : [];
  const source = watch.label ?? "the source";
  return {
    head: [
      stateRow(scene, `${what} for ${duration(stalledMs)}`),
      ...progressRows(scene),
      ...(columns < wideColumns ? [] : rateRows(scene)),
    ],
    notes: [
      ...rhythm,
      ...textRows(`server still: ${watch.status ?? "no status"}`),
      ...wrapped(`see Sources > ${source} > Import Data > Account Aggregation`, columns),
      ...wrapped("clearing a stuck task there stops no work", columns),
    ],
  };
};

export const retried: BodyOf = (scene) => ({
  head: [stateRow(scene, "appliance lost contact"), ...lastSeenRows(scene)],
  notes: textRows("the platform tries again, 3 in all", "counts may fall: rate starts over"),
});

export const offline: BodyOf = (scene) => {
  const { watch, now, columns } = scene;
  const { fault, lastAnswer } = watch;
  const goesOn = lastAnswer ? "the aggregation itself goes on" : "check base URL and network";
  return {
    head: [stateRow(scene, fault && faultText(fault)), ...lastSeenRows(scene)],
    notes: [
      ...(fault?.advice === undefined ? textRows(goesOn) : wrapped(fault.advice, columns)),
      ...requestIdRows(fault?.requestId, columns),
    ],
    foot: textRows(
      lastAnswer ? `last answer ${momentText(lastAnswer.wall, now.today)}` : "no answer yet",
    ),
  };
};

/** A status newer than this program, or none. */
export const unknown: BodyOf = (scene) => ({
  head: [
    stateRow(scene, scene.watch.status === undefined ? "" : "(a status unknown to us)"),
    ...progressRows(scene),
  ],
  notes: textRows("polled on"),
});

import { duration } from "../../text/duration.ts";
import { faultText } from "../../wording/state-text.ts";
import { usualTexts } from "../../wording/usual-texts.ts";
import { momentText } from "../../text/time-of-day.ts";
import { hasNoChanges, identitiesOf, isAllProcessed } from "../../watch/forecast/progress.ts";
import { believed404s } from "../../watch/decide/schedule.ts";
import { wanderingBar } from "../lines/bar.ts";
import { span, wrapped } from "../lines/line.ts";
import { waitLeftMsOf } from "../view/scene.ts";
import { clientOf } from "../../watch/model/snapshot.ts";
import type { BodyOf } from "./pane-scene.ts";
import {
  deletionRows,
  lastSeenRows,
  progressRows,
  rateRows,
  requestIdRows,
  noChanges,
  stateRow,
  wideColumns,
  whatIsCounted,
} from "./rows.ts";

/** Asked for the first time, or waiting for that. */
export const connecting: BodyOf = (scene) => {
  const { watch, snapshot, columns } = scene;
  const { signIn } = clientOf(snapshot, watch);
  const { missing, askedAt, fault } = watch;
  if (fault) {
    const requestId = requestIdRows(fault.requestId, columns);
    const toDo = wrapped(fault.advice ?? "no answer yet", columns);
    return { head: [stateRow(scene)], notes: [...toDo, ...requestId], foot: [] };
  }
  if (missing) {
    return {
      head: [stateRow(scene)],
      notes: [
        [span("unknown id, or one just started")],
        [span(`believed after ${believed404s} in a row`)],
      ],
      foot: [],
    };
  }
  const unasked = () => {
    if (snapshot.isPaused) return "polling is paused";
    if (waitLeftMsOf(scene) > 0) return "waits, as the tenant asks";
    return signIn === undefined ? "waits for its turn" : "signs in first";
  };
  const notes =
    askedAt === undefined
      ? [unasked()]
      : ["signed in · first status request", "waits up to 30s for an answer"];
  return { head: [stateRow(scene)], notes: notes.map((note) => [span(note)]), foot: [] };
};

/** The source is being read: no totals yet. */
export const collecting: BodyOf = (scene) => {
  const { watch, usuals, now, columns } = scene;
  const { usual, longer, left } = usualTexts(watch, usuals.get(watch.id), now.elapsed);
  return {
    head: [
      stateRow(scene, longer),
      wanderingBar(columns, scene.step, waitLeftMsOf(scene) > 0 ? "dim" : "busy"),
      [span("no totals until collection ends")],
    ],
    notes: [usual, left && `left ${left} if it is as usual`]
      .filter((text) => text !== undefined)
      .map((text) => [span(text)]),
    foot: [],
  };
};

/** The changed accounts are being processed. */
export const processing: BodyOf = (scene) => {
  const { watch } = scene;
  if (hasNoChanges(watch.counters)) {
    const identities = identitiesOf(watch.counters);
    return {
      head: [stateRow(scene), [span(noChanges)]],
      notes: identities ? [[span("identities 0 of 0")]] : [],
      foot: [],
    };
  }
  const rows = progressRows(scene);
  return {
    head: [stateRow(scene, whatIsCounted(scene)), ...rows, ...rateRows(scene)],
    notes: rows.length > 0 ? deletionRows(scene) : [[span("the tenant names no totals")]],
    foot: [],
  };
};

/** All is processed; only the word COMPLETED is missing. */
export const finishing: BodyOf = (scene) => ({
  head: [stateRow(scene, "all processed"), ...progressRows(scene)],
  notes: [[span("server has not said COMPLETED yet")], ...deletionRows(scene)],
  foot: [],
});

/** Nothing has moved for longer than its own rhythm explains. */
export const stalled: BodyOf = (scene) => {
  const { watch, outlook, columns } = scene;
  const { stalledMs = 0, gapsMs } = outlook;
  const what = isAllProcessed(watch) ? "no COMPLETED" : "no progress";
  const rhythm = gapsMs
    ? [[span(`usual gap ${duration(gapsMs.usual)}, longest ${duration(gapsMs.longest)}`)]]
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
      [span(`server still: ${watch.status ?? "no status"}`)],
      ...wrapped(`see Sources > ${source} > Import Data > Account Aggregation`, columns),
      ...wrapped("clearing a stuck task there stops no work", columns),
    ],
    foot: [],
  };
};

/** The virtual appliance lost contact; the platform tries again. */
export const retried: BodyOf = (scene) => ({
  head: [stateRow(scene, "appliance lost contact"), ...lastSeenRows(scene)],
  notes: [
    [span("the platform tries again, 3 in all")],
    [span("counts may fall: rate starts over")],
  ],
  foot: [],
});

/** No answer for the moment. */
export const offline: BodyOf = (scene) => {
  const { watch, now, columns } = scene;
  const { fault, lastAnswer } = watch;
  const reason = fault ? faultText(fault) : "";
  const foot = lastAnswer
    ? `last answer ${momentText(lastAnswer.wall, now.wall)}`
    : "no answer yet";
  const goesOn = lastAnswer ? "the aggregation itself goes on" : "check base URL and network";
  return {
    head: [stateRow(scene, reason), ...lastSeenRows(scene)],
    notes: [
      ...(fault?.advice === undefined ? [[span(goesOn)]] : wrapped(fault.advice, columns)),
      ...requestIdRows(fault?.requestId, columns),
    ],
    foot: [[span(foot)]],
  };
};

/** A status that came after this program was made, or none at all. */
export const unknown: BodyOf = (scene) => ({
  head: [
    stateRow(scene, scene.watch.status === undefined ? "" : "(a status unknown to us)"),
    ...progressRows(scene),
  ],
  notes: [[span("polled on")]],
  foot: [],
});

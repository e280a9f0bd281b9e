import { duration } from "../../text/duration.ts";
import { faultText } from "../../text/state-text.ts";
import { usualTexts } from "../../text/usual-texts.ts";
import { momentText } from "../../text/time-of-day.ts";
import { hasNoChanges, identitiesOf, isAllProcessed } from "../../watch/progress.ts";
import { believed404s } from "../../watch/schedule.ts";
import { wanderingBar } from "../bar.ts";
import { span, wrapped } from "../line.ts";
import { outlookOf, waitLeftMs } from "../scene.ts";
import { clientOf } from "../../watch/snapshot.ts";
import type { BodyOf } from "./part.ts";
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
export const connecting: BodyOf = (watch, scene, columns) => {
  const { isPaused } = scene.snapshot;
  const { signIn } = clientOf(scene.snapshot, watch);
  const { missing, askedAt, fault } = watch;
  if (fault) {
    const requestId = requestIdRows(fault.requestId, columns);
    const toDo = wrapped(fault.advice ?? "no answer yet", columns);
    return { head: [stateRow(watch)], notes: [...toDo, ...requestId], foot: [] };
  }
  if (missing) {
    return {
      head: [stateRow(watch)],
      notes: [
        [span("unknown id, or one just started")],
        [span(`believed after ${believed404s} in a row`)],
      ],
      foot: [],
    };
  }
  const unasked = () => {
    if (isPaused) return "polling is paused";
    if (waitLeftMs(watch, scene) > 0) return "waits, as the tenant asks";
    return signIn === undefined ? "waits for its turn" : "signs in first";
  };
  const notes =
    askedAt === undefined
      ? [unasked()]
      : ["signed in · first status request", "waits up to 30s for an answer"];
  return { head: [stateRow(watch)], notes: notes.map((note) => [span(note)]), foot: [] };
};

/** The source is being read: no totals yet. */
export const collecting: BodyOf = (watch, scene, columns) => {
  const { usual, longer, left } = usualTexts(watch, scene.usuals.get(watch.id), scene.now.elapsed);
  return {
    head: [
      stateRow(watch, longer),
      wanderingBar(columns, scene.step, waitLeftMs(watch, scene) > 0 ? "dim" : "busy"),
      [span("no totals until collection ends")],
    ],
    notes: [usual, left && `left ${left} if it is as usual`]
      .filter((text) => text !== undefined)
      .map((text) => [span(text)]),
    foot: [],
  };
};

/** The changed accounts are being processed. */
export const processing: BodyOf = (watch, scene, columns) => {
  if (hasNoChanges(watch.counters)) {
    const identities = identitiesOf(watch.counters);
    return {
      head: [stateRow(watch), [span(noChanges)]],
      notes: identities ? [[span("identities 0 of 0")]] : [],
      foot: [],
    };
  }
  const rows = progressRows(watch, scene, columns);
  return {
    head: [
      stateRow(watch, whatIsCounted(watch, columns)),
      ...rows,
      ...rateRows(watch, scene, columns),
    ],
    notes:
      rows.length > 0
        ? deletionRows(watch, scene, columns)
        : [[span("the tenant names no totals")]],
    foot: [],
  };
};

/** All is processed; only the word COMPLETED is missing. */
export const finishing: BodyOf = (watch, scene, columns) => ({
  head: [stateRow(watch, "all processed"), ...progressRows(watch, scene, columns)],
  notes: [[span("server has not said COMPLETED yet")], ...deletionRows(watch, scene, columns)],
  foot: [],
});

/** Nothing has moved for longer than its own rhythm explains. */
export const stalled: BodyOf = (watch, scene, columns) => {
  const { stalledMs = 0, gapsMs } = outlookOf(watch, scene);
  const what = isAllProcessed(watch) ? "no COMPLETED" : "no progress";
  const rhythm = gapsMs
    ? [[span(`usual gap ${duration(gapsMs.usual)}, longest ${duration(gapsMs.longest)}`)]]
    : [];
  const source = watch.label ?? "the source";
  return {
    head: [
      stateRow(watch, `${what} for ${duration(stalledMs)}`),
      ...progressRows(watch, scene, columns),
      ...(columns < wideColumns ? [] : rateRows(watch, scene, columns)),
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
export const retried: BodyOf = (watch, _, columns) => ({
  head: [stateRow(watch, "appliance lost contact"), ...lastSeenRows(watch, columns)],
  notes: [
    [span("the platform tries again, 3 in all")],
    [span("counts may fall: rate starts over")],
  ],
  foot: [],
});

/** No answer for the moment. */
export const offline: BodyOf = (watch, { now }, columns) => {
  const { fault, lastAnswer } = watch;
  const reason = fault ? faultText(fault) : "";
  const foot = lastAnswer
    ? `last answer ${momentText(lastAnswer.wall, now.wall)}`
    : "no answer yet";
  const goesOn = lastAnswer ? "the aggregation itself goes on" : "check base URL and network";
  return {
    head: [stateRow(watch, reason), ...lastSeenRows(watch, columns)],
    notes: [
      ...(fault?.advice === undefined ? [[span(goesOn)]] : wrapped(fault.advice, columns)),
      ...requestIdRows(fault?.requestId, columns),
    ],
    foot: [[span(foot)]],
  };
};

/** A status that came after this program was made, or none at all. */
export const unknown: BodyOf = (watch, scene, columns) => ({
  head: [
    stateRow(watch, watch.status === undefined ? "" : "(a status unknown to us)"),
    ...progressRows(watch, scene, columns),
  ],
  notes: [[span("polled on")]],
  foot: [],
});

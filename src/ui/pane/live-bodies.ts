import { timeOfDay } from "../../text/time-of-day.ts";
import { hasNoChanges, identitiesOf } from "../../watch/progress.ts";
import { believed404s } from "../../watch/schedule.ts";
import { wanderingBar } from "../bar.ts";
import { span } from "../line.ts";
import { waitLeftMs } from "../scene.ts";
import type { BodyOf } from "./part.ts";
import {
  deletionRows,
  lastSeenRows,
  progressRows,
  requestIdRows,
  noChanges,
  stateRow,
  whatIsCounted,
} from "./rows.ts";

/** Asked for the first time, or waiting for that. */
export const connecting: BodyOf = (watch) => {
  const { missing, askedAt } = watch;
  if (missing) {
    return {
      head: [stateRow(watch, `404, ${missing.times} of ${believed404s}`)],
      notes: [
        [span("unknown id, or one just started")],
        [span(`believed after ${believed404s} in a row`)],
      ],
      foot: [],
    };
  }
  const notes =
    askedAt === undefined
      ? ["waits for sign-in and its turn"]
      : ["signed in · first status request", "waits up to 30s for an answer"];
  return { head: [stateRow(watch)], notes: notes.map((note) => [span(note)]), foot: [] };
};

/** The source is being read: no totals yet. */
export const collecting: BodyOf = (watch, scene, columns) => ({
  head: [
    stateRow(watch),
    wanderingBar(columns, scene.step, waitLeftMs(scene) > 0 ? "dim" : "busy"),
    [span("no totals until collection ends")],
  ],
  notes: [],
  foot: [],
});

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
    head: [stateRow(watch, whatIsCounted(watch, columns)), ...rows],
    notes: rows.length > 0 ? deletionRows(watch) : [[span("the tenant names no totals")]],
    foot: [],
  };
};

/** All is processed; only the word COMPLETED is missing. */
export const finishing: BodyOf = (watch, scene, columns) => ({
  head: [stateRow(watch, "all processed"), ...progressRows(watch, scene, columns)],
  notes: [[span("server has not said COMPLETED yet")], ...deletionRows(watch)],
  foot: [],
});

/** The virtual appliance lost contact; the platform tries again. */
export const retried: BodyOf = (watch) => ({
  head: [stateRow(watch, "appliance lost contact")],
  notes: [[span("the platform tries again, 3 in all")], [span("counts may fall")]],
  foot: [],
});

/** No answer for the moment. */
export const offline: BodyOf = (watch, _, columns) => {
  const { fault, lastAnswer } = watch;
  const reason = fault ? `${fault.reason}, try ${fault.tries}` : "";
  const foot = lastAnswer ? `last answer ${timeOfDay(lastAnswer.wall)}` : "no answer yet";
  return {
    head: [stateRow(watch, reason), ...lastSeenRows(watch, columns)],
    notes: [[span("the aggregation itself goes on")], ...requestIdRows(fault?.requestId, columns)],
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

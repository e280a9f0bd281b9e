import { duration } from "../../text/duration.ts";
import { faultText } from "../../wording/state-text.ts";
import { usualTexts } from "../../wording/usual-texts.ts";
import { momentText } from "../../text/time-of-day.ts";
import { hasNoChanges, identitiesOf, isAllProcessed } from "../../watch/forecast/progress.ts";
import { wanderingBar } from "../lines/bar.ts";
import { waitLeftMsOf } from "../view/scene.ts";
import { clientOf } from "../../watch/model/snapshot.ts";
import { type Note, note } from "./notes.ts";
import type { BodyOf, PaneScene } from "./pane-scene.ts";
import { lastSeenBars, progressBars } from "./bars.ts";
import { ratesOf } from "./rates.ts";
import {
  figuresOf,
  noChanges,
  requestIdNotes,
  stateRows,
  textRows,
  whatIsCounted,
} from "./rows.ts";
import { webUiPath } from "./web-ui-path.ts";

/** Not answered yet. */
export const connecting: BodyOf = (scene) => ({
  head: stateRows(scene),
  advice: connectingNotes(scene),
  notes: requestIdNotes(scene.watch.fault?.requestId, scene.columns),
});

function connectingNotes(scene: PaneScene): readonly Note[] {
  const { watch, snapshot } = scene;
  const { missing, askedAt, fault } = watch;
  if (fault) return [note(fault.advice ?? "no answer yet")];
  if (missing) return [note("unknown id, or one just started")];
  if (askedAt !== undefined) {
    return [note("signed in · first status request"), note("waits up to 30s for an answer")];
  }
  if (snapshot.isPaused) return [note("polling is paused")];
  if (waitLeftMsOf(scene) > 0) return [note("rate limited (429)")];
  const { signIn } = clientOf(snapshot, watch);
  return [note(signIn === undefined ? "queued" : "signing in first")];
}

export const collecting: BodyOf = (scene) => {
  const { watch, usuals, now, columns } = scene;
  const { usual, longer } = usualTexts(watch, usuals.get(watch.id), now.elapsed);
  const { rows, overall } = ratesOf(scene);
  return {
    head: [
      ...stateRows(scene, ...(longer === undefined ? [] : [longer])),
      wanderingBar(columns, scene.step, waitLeftMsOf(scene) > 0 ? "faint" : "busy"),
    ],
    advice: usual === undefined ? [] : [note(usual)],
    notes: [note("reading the source; totals come after that", "totals come after the reading")],
    aside: rows,
    figures: figuresOf(scene, overall),
  };
};

export const processing: BodyOf = (scene) => {
  const { watch } = scene;
  if (hasNoChanges(watch.counters)) {
    return {
      head: [...stateRows(scene), ...textRows(noChanges)],
      notes: identitiesOf(watch.counters) ? [note("identities 0 of 0")] : [],
    };
  }
  const bars = progressBars(scene);
  const { rows, overall } = ratesOf(scene);
  return {
    head: [...stateRows(scene, ...whatIsCounted(scene)), ...bars, ...rows],
    notes: bars.length > 0 ? [] : [note("no totals reported")],
    figures: figuresOf(scene, overall),
  };
};

export const finishing: BodyOf = (scene) => {
  const { rows, overall } = ratesOf(scene);
  return {
    head: [...stateRows(scene, "all processed"), ...progressBars(scene), ...rows],
    notes: [note("waiting for the server to report COMPLETED", "COMPLETED not reported yet")],
    figures: figuresOf(scene, overall),
  };
};

/** No bar and no percent: a task says that it is running, and no more. */
export const running: BodyOf = (scene) => {
  const { rows, overall } = ratesOf(scene);
  return {
    head: [...stateRows(scene), ...rows],
    notes: [
      note("entitlements: the task reports no progress, only its end", "no progress is reported"),
    ],
    figures: figuresOf(scene, overall),
  };
};

export const stalled: BodyOf = (scene) => {
  const { watch, outlook } = scene;
  const { stalledMs = 0, gapsMs } = outlook;
  const { rows, overall } = ratesOf(scene);
  const what = isAllProcessed(watch) ? "no COMPLETED" : "no progress";
  const rhythm = gapsMs
    ? [note(`usual gap ${duration(gapsMs.usual)}, longest ${duration(gapsMs.longest)}`)]
    : [];
  return {
    head: [...stateRows(scene, `${what} for ${duration(stalledMs)}`), ...progressBars(scene)],
    aside: rows,
    advice: [webUiPath(watch)],
    notes: [
      ...rhythm,
      note(
        "clearing a stuck task there does not stop the aggregation",
        "a stuck task can be cleared there",
      ),
      note(`server status: ${watch.status ?? "none"}`),
    ],
    figures: figuresOf(scene, overall),
  };
};

export const retried: BodyOf = (scene) => ({
  ...lastSeenBars(scene, stateRows(scene, "appliance lost contact")),
  notes: [note("the platform tries again, 3 in all"), note("counts may drop; the rate is reset")],
  figures: figuresOf(scene),
});

export const offline: BodyOf = (scene) => {
  const { watch, now, columns } = scene;
  const { fault, lastAnswer } = watch;
  const goesOn = lastAnswer ? "the aggregation itself continues" : "check base URL and network";
  return {
    ...lastSeenBars(scene, stateRows(scene, ...(fault ? [faultText(fault)] : []))),
    advice: [note(fault?.advice ?? goesOn)],
    notes: requestIdNotes(fault?.requestId, columns),
    figures: figuresOf(scene),
    foot: textRows(
      lastAnswer ? `last answer ${momentText(lastAnswer.wall, now.today)}` : "no answer yet",
    ),
  };
};

/** A status newer than this program, or none. */
export const unknown: BodyOf = (scene) => ({
  head: [
    ...stateRows(scene, ...(scene.watch.status === undefined ? [] : ["(unrecognized status)", ""])),
    ...progressBars(scene),
  ],
  notes: [note("still polling")],
  figures: figuresOf(scene),
});

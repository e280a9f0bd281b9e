import { duration } from "../../text/duration.ts";
import { neededRights } from "../../wording/event-text.ts";
import { momentText } from "../../text/time-of-day.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { hasNoChanges } from "../../watch/forecast/progress.ts";
import { clientOf } from "../../watch/model/snapshot.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { lastSeenBars, progressBars } from "./bars.ts";
import { type Note, note } from "./notes.ts";
import type { Body, BodyOf, PaneScene } from "./pane-scene.ts";
import { figuresOf, noChanges, requestIdNotes, saidEndRows, stateRows, textRows } from "./rows.ts";
import { webUiPath } from "./web-ui-path.ts";
import { originNotes, taskCountNotes, verdictNotes } from "./verdict-notes.ts";

export const completed: BodyOf = (scene) => ({
  ...lastBars(scene),
  notes: [...originNotes(scene), ...verdictNotes(scene), ...taskCountNotes(scene)],
  figures: figuresOf(scene),
  foot: saidEndRows("took", scene),
});

/** Where the end is known from the task alone, the counts are older. */
function lastBars(scene: PaneScene): Body {
  const { ending, counters } = scene.watch;
  const state = stateRows(scene);
  if (ending && "taskEndedAt" in ending) return lastSeenBars(scene, state);
  const bars = hasNoChanges(counters) ? textRows(noChanges) : progressBars(scene);
  return { head: [...state, ...bars] };
}

export const cancelled: BodyOf = (scene) => ({
  ...lastSeenBars(scene, stateRows(scene, "by a user")),
  notes: lastSeenNotes(scene),
  figures: figuresOf(scene),
  foot: saidEndRows("ran", scene),
});

/** Given up by the platform: after 3 tries, or known from the task alone. */
export const terminated: BodyOf = (scene) => {
  const origin = originNotes(scene);
  const foot = saidEndRows("ran", scene);
  const figures = figuresOf(scene);
  if (origin.length > 0) {
    const notes = [...origin, ...verdictNotes(scene), ...taskCountNotes(scene)];
    return { ...lastSeenBars(scene, stateRows(scene, "per its task")), notes, figures, foot };
  }
  const { ending } = scene.watch;
  // No status has said so, and the task does not say why.
  if (ending && "verdict" in ending) {
    const notes = [...verdictNotes(scene), ...taskCountNotes(scene)];
    return { head: stateRows(scene), notes, figures, foot };
  }
  return {
    ...lastSeenBars(scene, stateRows(scene, "after 3 tries")),
    advice: [
      note("virtual appliance unreachable"),
      note("check the appliance, then start it again", "check it, then start it again"),
    ],
    figures,
    foot,
  };
};

/** Gone before its outcome was seen. */
export const expired: BodyOf = (scene) => {
  const { watch, now } = scene;
  const { missing } = watch;
  const ending = knownEnding(watch);
  const since = missing ? [`404 since ${momentText(missing.since.wall, now.today)}`] : [];
  const { isHourLater = false, lastAnswerAt = 0 } = ending?.kind === "EXPIRED" ? ending : {};
  return {
    ...lastSeenBars(scene, stateRows(scene, ...since)),
    advice: outcomeNotSeen(watch),
    notes: [
      ...verdictNotes(scene),
      ...(isHourLater ? [note("a status is kept for about an hour")] : []),
    ],
    foot: textRows(`last seen ${momentText(lastAnswerAt, now.today)}`),
  };
};

export const notFound: BodyOf = (scene) => {
  const { watch, snapshot } = scene;
  const ending = knownEnding(watch);
  const hint = ending?.kind === "NOT_FOUND" ? ending.hint : undefined;
  return {
    head: stateRows(scene, spanOf404s(watch)),
    advice: [
      note(hint ?? "unknown id, or over an hour old"),
      note(`tenant ${clientOf(snapshot, watch).host}`),
      note("check the id, the tenant, its age"),
    ],
    notes: verdictNotes(scene),
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
  if (ending?.kind !== "GIVEN_UP") return { head: stateRows(scene) };
  const { at, since, tries, reason, requestId, lastAnswerAt } = ending;
  const isSeen = lastAnswerAt !== undefined;
  return {
    ...lastSeenBars(scene, stateRows(scene, `${tries} tries in ${duration(at - since)}`)),
    advice: [
      note(reason),
      ...(isSeen ? outcomeNotSeen(watch) : [note("check base URL and network")]),
    ],
    notes: requestIdNotes(requestId, columns),
    foot: textRows(isSeen ? `last seen ${momentText(lastAnswerAt, now.today)}` : "never seen"),
  };
};

function outcomeNotSeen(watch: Watch): readonly Note[] {
  return [note("outcome not seen here"), webUiPath(watch)];
}

export const refused: BodyOf = (scene) => {
  const { columns } = scene;
  const { ending } = scene.watch;
  if (ending?.kind !== "REFUSED") {
    const text = ending?.kind === "SIGN_IN_REFUSED" ? ending.text : "";
    return { head: stateRows(scene, "sign-in"), advice: [note(text)] };
  }
  const { httpStatus, text, isForeign, requestId, advice } = ending;
  const isForbidden = httpStatus === 403 && !isForeign;
  const rights = note(
    neededRights,
    "needs ORG_ADMIN or SOURCE_ADMIN and a PAT with sp:scopes:all",
    "needs ORG_ADMIN and sp:scopes:all",
  );
  return {
    head: stateRows(scene, String(httpStatus)),
    advice: [
      ...(advice !== undefined ? [note(advice)] : isForbidden ? [rights] : []),
      ...(isForbidden
        ? [note("this token isn't allowed to read aggregations", "not allowed by this token")]
        : []),
    ],
    notes: text === "" ? [] : [{ texts: [text], role: "dim" }],
    foot: requestIdNotes(requestId, columns).flatMap(({ texts }) => textRows(texts[0])),
  };
};

function lastSeenNotes({ watch, now }: PaneScene): readonly Note[] {
  const { countersAt } = watch;
  return countersAt === undefined ? [] : [note(`last seen ${momentText(countersAt, now.today)}`)];
}

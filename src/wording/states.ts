import { type Condition, conditionOf, conditions, type Group } from "../watch/model/condition.ts";
import type { Standing } from "../watch/model/standing.ts";
import type { Watch } from "../watch/model/watch.ts";

export type Tone = "faint" | "busy" | "ok" | "warn" | "bad";

/** The word carries the condition; glyph and tone repeat it. */
interface ConditionLook {
  readonly word: string;
  /** For columns and lists that are too narrow for `word`. */
  readonly shortWord?: string;
  readonly glyph: string;
  readonly tone: Tone;
  /** In a few words, for the help. */
  readonly about: string;
}

/** How states look; `conditions` has their meaning. */
export const conditionLooks: Readonly<Record<Condition, ConditionLook>> = {
  connecting: { word: "CONNECTING", glyph: "·", tone: "faint", about: "no answer yet" },
  collecting: {
    word: "COLLECTING",
    glyph: "~",
    tone: "busy",
    about: "reading the source; totals come after that",
  },
  processing: {
    word: "PROCESSING",
    glyph: "▸",
    tone: "busy",
    about: "the changed accounts are being processed",
  },
  finishing: {
    word: "FINISHING",
    glyph: "▸",
    tone: "busy",
    about: "all processed; waiting for the server to report COMPLETED",
  },
  running: {
    word: "RUNNING",
    glyph: "~",
    tone: "busy",
    about: "an entitlement aggregation, whose task reports no progress",
  },
  stalled: {
    word: "STALLED",
    glyph: "!",
    tone: "bad",
    about: "no progress for longer than its rhythm so far explains",
  },
  retried: {
    word: "RETRIED",
    glyph: "↺",
    tone: "warn",
    about: "the virtual appliance lost contact; the platform tries three times in all",
  },
  offline: {
    word: "OFFLINE",
    glyph: "↯",
    tone: "warn",
    about: "unreachable for now, retrying; the aggregation itself continues",
  },
  unknown: {
    word: "OTHER STATUS",
    glyph: "?",
    tone: "warn",
    about: "unrecognized, shown as the API spells it; still polling",
  },
  completed: {
    word: "COMPLETED",
    glyph: "✓",
    tone: "ok",
    about: "finished, and its task reports no problem",
  },
  completedWithWarnings: {
    word: "COMPLETED WITH WARNINGS",
    shortWord: "WITH WARNINGS",
    glyph: "±",
    tone: "warn",
    about: "finished, and its task reports warnings",
  },
  completedWithErrors: {
    word: "COMPLETED WITH ERRORS",
    shortWord: "WITH ERRORS",
    glyph: "✗",
    tone: "bad",
    about: "finished, but its task reports errors",
  },
  failed: {
    word: "FAILED",
    glyph: "✗",
    tone: "bad",
    about: "failed, per its task; no status said COMPLETED",
  },
  cancelled: { word: "CANCELLED", glyph: "−", tone: "bad", about: "stopped by a user" },
  terminated: {
    word: "TERMINATED",
    glyph: "✗",
    tone: "bad",
    about: "given up by the platform after three tries",
  },
  refused: {
    word: "REFUSED",
    glyph: "✗",
    tone: "bad",
    about: "the tenant refuses to answer (HTTP 400, 403 or another that lasts)",
  },
  expired: {
    word: "EXPIRED",
    glyph: "?",
    tone: "warn",
    about: "no longer known to the tenant; outcome not seen",
  },
  notFound: {
    word: "NOT FOUND",
    glyph: "?",
    tone: "bad",
    about: "not known to the tenant: an unknown id, or over an hour old",
  },
  givenUp: {
    word: "GIVEN UP",
    glyph: "?",
    tone: "warn",
    about: "no answer for as long as --give-up-after allows",
  },
};

export interface StateLook extends Required<ConditionLook> {
  readonly condition: Condition;
  readonly group: Group;
}

/** An unknown status is shown as the API spells it. */
export function lookOf(watch: Watch): StateLook {
  const condition = conditionOf(watch);
  const look = looks.get(condition) ?? lookAs(condition, conditionLooks[condition].word);
  return condition === "unknown" ? lookAs(condition, watch.status ?? "NO STATUS") : look;
}

function lookAs(condition: Condition, word: string): StateLook {
  const look = { shortWord: word, ...conditionLooks[condition], word };
  return { ...look, condition, group: conditions[condition].group };
}

/** Made once: all ids in one state share a look. */
const looks: ReadonlyMap<Condition, StateLook> = new Map(
  (Object.keys(conditionLooks) as Condition[]).map((condition) => [
    condition,
    lookAs(condition, conditionLooks[condition].word),
  ]),
);

/** The words for ids that have not ended, in the order of their counts. */
export const standingLooks: Readonly<Record<Standing, Pick<ConditionLook, "word" | "glyph">>> = {
  running: { word: "running", glyph: "▸" },
  retried: { word: "retried", glyph: "↺" },
  otherStatus: { word: "other status", glyph: "?" },
  unanswered: { word: "no answer yet", glyph: "·" },
  notFoundSoFar: { word: "not found so far", glyph: "·" },
  noLongerFound: { word: "no longer found", glyph: "·" },
  offline: { word: "offline", glyph: "↯" },
  verdictPending: { word: "verdict not known yet", glyph: "?" },
};

export const standings = Object.keys(standingLooks) as readonly Standing[];

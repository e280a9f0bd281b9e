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
}

/** How states look; `conditions` has their meaning. */
export const conditionLooks: Readonly<Record<Condition, ConditionLook>> = {
  connecting: { word: "CONNECTING", glyph: "·", tone: "faint" },
  collecting: { word: "COLLECTING", glyph: "~", tone: "busy" },
  processing: { word: "PROCESSING", glyph: "▸", tone: "busy" },
  finishing: { word: "FINISHING", glyph: "▸", tone: "busy" },
  stalled: { word: "STALLED", glyph: "!", tone: "bad" },
  retried: { word: "RETRIED", glyph: "↺", tone: "warn" },
  offline: { word: "OFFLINE", glyph: "↯", tone: "warn" },
  unknown: { word: "OTHER STATUS", glyph: "?", tone: "warn" },
  completed: { word: "COMPLETED", glyph: "✓", tone: "ok" },
  completedWithWarnings: {
    word: "COMPLETED WITH WARNINGS",
    shortWord: "WITH WARNINGS",
    glyph: "±",
    tone: "warn",
  },
  completedWithErrors: {
    word: "COMPLETED WITH ERRORS",
    shortWord: "WITH ERRORS",
    glyph: "✗",
    tone: "bad",
  },
  failed: { word: "FAILED", glyph: "✗", tone: "bad" },
  cancelled: { word: "CANCELLED", glyph: "−", tone: "bad" },
  terminated: { word: "TERMINATED", glyph: "✗", tone: "bad" },
  refused: { word: "REFUSED", glyph: "✗", tone: "bad" },
  expired: { word: "EXPIRED", glyph: "?", tone: "warn" },
  notFound: { word: "NOT FOUND", glyph: "?", tone: "bad" },
  givenUp: { word: "GIVEN UP", glyph: "?", tone: "warn" },
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

import type { AggregationStatus } from "../../api/endpoints/aggregation-status.ts";
import { newWatch, type Watch, type WatchedId } from "../../watch/model/watch.ts";
import { lookOf } from "../../wording/states.ts";
import { isMatch, matchable } from "../view/typed-text.ts";

export interface Choice {
  readonly id: string;
  readonly name: string;
  /** Left out for accounts. */
  readonly kind?: WatchedId["kind"];
  /** Who or what started it, if known. */
  readonly launcher?: string | undefined;
  /** It only looks as if it ran. */
  readonly isStuck?: boolean;
  /** When it started, if known; monotonic milliseconds. */
  readonly since?: number | undefined;
  /** What the status endpoint has said last; left out before that. */
  readonly status?: AggregationStatus;
  /** Running or stuck when listed, and no longer. */
  readonly hasEnded?: boolean;
}

/** A choice as if it were watched, whose state and counts are worded as in a watch. */
export function watchOfChoice({ id, kind, status: said }: Choice): Watch | undefined {
  const lastAnswer = { elapsed: 0, wall: 0, answeredAt: 0 };
  // Entitlements have no status: a listed task is running.
  const status = kind === "entitlement" ? { status: "RUNNING" } : said;
  return status && { ...newWatch({ id, label: undefined }, 0), ...status, lastAnswer };
}

/** What has been picked so far. Immutable. */
export interface Picker {
  readonly choices: readonly Choice[];
  /** Matches names, ids, states and who started them; an empty text matches all. */
  readonly filter: string;
  readonly isTyping: boolean;
  /** The first row shown of the help; undefined while the list is shown. */
  readonly helpTop?: number | undefined;
  /** The index among those shown. */
  readonly cursor: number;
  /** Their ids, shown or not. */
  readonly picked: ReadonlySet<string>;
  /** Why the list is not up to date, for people. */
  readonly problem?: string | undefined;
}

export function newPicker(choices: readonly Choice[]): Picker {
  return { choices, filter: "", isTyping: false, cursor: 0, picked: new Set() };
}

export function shownOf({ choices, filter }: Picker): readonly Choice[] {
  return choices.filter((choice) => isMatch(filter, textsOf(choice).map(matchable)));
}

function textsOf(choice: Choice): readonly string[] {
  const { id, name, launcher = "", isStuck } = choice;
  const watch = watchOfChoice(choice);
  const state = isStuck ? "stuck" : watch && lookOf(watch).word;
  return [name, id, launcher, state ?? ""];
}

export function pointedAt(picker: Picker): Choice | undefined {
  return shownOf(picker)[picker.cursor];
}

import type { Usual } from "../../history/usual.ts";
import { tailsOf } from "../../wording/name-tails.ts";
import { lookOf, type StateLook } from "../../wording/states.ts";
import { staleAfterMs } from "../../watch/forecast/forecast.ts";
import { type Outlook, outlook } from "../../watch/forecast/outlook.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { nextAskAt } from "../../watch/decide/schedule.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { waitLeftMs } from "../../client/budget.ts";
import { clientOf, type Snapshot } from "../../watch/model/snapshot.ts";
import { remembered } from "../../system/remembered.ts";
import type { ColumnName } from "./column-names.ts";
import { focusOf } from "./view.ts";
import type { Present } from "./present.ts";
import type { ScreenState } from "./store.ts";

/** What one frame is made from. */
export interface Scene extends ScreenState {
  readonly now: Present;
  /** What the header calls the tenant. */
  readonly title: string;
  /** The columns that the user has chosen for the table; undefined for the program's choice. */
  readonly tableColumns?: readonly ColumnName[] | undefined;
  readonly hasKeyboard: boolean;
  /** Whether the terminal shows links; left out for no. */
  readonly hasLinks?: boolean;
  /** What is usual for an id, by its id, where earlier runs tell. */
  readonly usuals: ReadonlyMap<string, Usual>;
}

export interface WatchScene extends Scene {
  readonly watch: Watch;
  readonly look: StateLook;
  readonly outlook: Outlook;
  /** What distinguishes the id from others of the same name; empty where nothing has to. */
  readonly tail: string;
}

export function watchScene(watch: Watch, scene: Scene): WatchScene {
  const { intervalMs } = clientOf(scene.snapshot, watch);
  // What has ended looks ahead no further than its last answer.
  const now = watch.ending ? (watch.lastAnswer?.elapsed ?? 0) : scene.now.elapsed;
  const forecast = outlook(watch.forecast, now, intervalMs);
  const look = lookOf(watch);
  const isSeen = scene.view.seenProblems.has(watch.id);
  const shownLook: StateLook = isSeen ? { ...look, tone: "faint" } : look;
  const tail = tailsOf(scene.snapshot.watches).get(watch.id) ?? "";
  return { ...scene, watch, look: shownLook, outlook: forecast, tail };
}

const worthShowingMs = 1000;

/** When an id is polled next; `elapsed` milliseconds, infinite while polling is paused. */
export function nextAskOf(watch: Watch, { focused, isPaused }: Snapshot): number {
  return nextAskAt(watch, { isFocused: watch.id === focused, isPaused });
}

/** How long a 429 still keeps an id waiting; 0 where none does. */
export function waitLeftMsOf({ watch, snapshot, now }: WatchScene): number {
  return waitLeftMs(clientOf(snapshot, watch).budget, now.elapsed);
}

/** A request, or the sign-in it needs first, that has been under way for long enough to be shown. */
export function longRequest(watch: Watch, { snapshot, now }: Pick<Scene, "snapshot" | "now">) {
  if (watch.ending) return undefined;
  const { signIn } = clientOf(snapshot, watch);
  const isDue = watch.askedAt === undefined && nextAskOf(watch, snapshot) <= now.elapsed;
  const signsInSince = isDue && signIn?.kind === "asking" ? signIn.since : undefined;
  const since = watch.askedAt ?? signsInSince;
  if (since === undefined || now.elapsed - since < worthShowingMs) return undefined;
  const what = watch.askedAt === undefined ? "signing in" : "asking";
  return { what, ms: now.elapsed - since };
}

/** Whether the values shown are too old to look like the present: three intervals, 30 s at least. */
export function isStale({ watch, snapshot, now }: WatchScene): boolean {
  if (knownEnding(watch) || !watch.lastAnswer) return false;
  const { intervalMs } = clientOf(snapshot, watch);
  return now.elapsed - watch.lastAnswer.elapsed > staleAfterMs(intervalMs);
}

/** The id whose long request has been under way longest. */
export function longestRequest(scene: Scene): Watch | undefined {
  let longest: { readonly watch: Watch; readonly ms: number } | undefined;
  for (const watch of scene.snapshot.watches) {
    const { ms = 0 } = longRequest(watch, scene) ?? {};
    if (ms > (longest?.ms ?? 0)) longest = { watch, ms };
  }
  return longest?.watch;
}

/** The ids shown, in their order, from one place to before another. */
export function shownWatches({ snapshot, view }: Scene, from = 0, to?: number): readonly Watch[] {
  const byId = watchesById(snapshot.watches);
  return view.order.slice(from, to).flatMap((id) => byId.get(id) ?? []);
}

/** The id that keys are about. */
export function focusedWatch({ snapshot, view }: Pick<Scene, "snapshot" | "view">) {
  const id = focusOf(view);
  return id === undefined ? undefined : watchesById(snapshot.watches).get(id);
}

const watchesById: (watches: readonly Watch[]) => ReadonlyMap<string, Watch> = remembered(
  (watches) => new Map(watches.map((watch) => [watch.id, watch])),
);

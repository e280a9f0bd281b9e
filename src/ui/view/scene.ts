import type { Size } from "./layout.ts";
import type { View } from "./view.ts";
import type { Usual } from "../../history/usual.ts";
import { lookOf, type StateLook } from "../../wording/states.ts";
import { staleAfterMs } from "../../watch/forecast/forecast.ts";
import { type Outlook, outlook } from "../../watch/forecast/outlook.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import type { Moment } from "../../watch/model/moment.ts";
import { nextAskAt } from "../../watch/decide/schedule.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { waitLeftMs as budgetWaitMs } from "../../client/budget.ts";
import { clientOf, longestWait, type Snapshot } from "../../watch/model/snapshot.ts";

/** One frame's facts: a snapshot and the moment at which it is looked at. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly now: Moment;
  /** What the header calls the tenant. */
  readonly title: string;
  /** One more with each tick; moves what moves. */
  readonly step: number;
  /** What the user has chosen to see. */
  readonly view: View;
  /** The terminal's size. */
  readonly size: Size;
  readonly hasKeyboard: boolean;
  /** What is usual for an id, by its id, where earlier runs tell. */
  readonly usuals: ReadonlyMap<string, Usual>;
}

/** One id in one frame, with what several parts of it are made from. */
export interface WatchScene extends Scene {
  readonly watch: Watch;
  readonly look: StateLook;
  /** What there is to say of its rate and finish now. */
  readonly outlook: Outlook;
}

export function watchScene(watch: Watch, scene: Scene): WatchScene {
  const { intervalMs } = clientOf(scene.snapshot, watch);
  const forecast = outlook(watch.forecast, scene.now.elapsed, intervalMs);
  return { ...scene, watch, look: lookOf(watch), outlook: forecast };
}

const worthShowingMs = 1000;

/** When an id is asked next; `elapsed` milliseconds, infinite while polling is paused. */
export function nextAskOf(watch: Watch, { focused, isPaused }: Snapshot): number {
  return nextAskAt(watch, { isFocused: watch.id === focused, isPaused });
}

/** How long a 429 still keeps an id waiting, in milliseconds; 0 where none does. */
export function waitLeftMsOf({ watch, snapshot, now }: WatchScene): number {
  return budgetWaitMs(clientOf(snapshot, watch).budget, now.elapsed);
}

/** Who waits longest as a 429 asked, and how long still; undefined where nobody does. */
export function longestWaitOf({ snapshot, now }: Scene): ReturnType<typeof longestWait> {
  return longestWait(snapshot, now.elapsed);
}

/** A request that is under way for so long that it is worth telling. */
export interface LongRequest {
  readonly what: "asking" | "signing in";
  readonly ms: number;
}

/** What an id waits for an answer to: its own request, or the sign-in that it needs first. */
export function longRequest(
  watch: Watch,
  { snapshot, now }: Pick<Scene, "snapshot" | "now">,
): LongRequest | undefined {
  if (watch.ending) return undefined;
  const { signIn } = clientOf(snapshot, watch);
  const isDue = watch.askedAt === undefined && nextAskOf(watch, snapshot) <= now.elapsed;
  const signsInSince = isDue && signIn?.kind === "asking" ? signIn.since : undefined;
  const since = watch.askedAt ?? signsInSince;
  if (since === undefined || now.elapsed - since < worthShowingMs) return undefined;
  const what = watch.askedAt === undefined ? "signing in" : "asking";
  return { what, ms: now.elapsed - since };
}

/**
 * Whether the values shown are so old that they should not look like the present: older than three
 * intervals, and half a minute at least.
 */
export function isStale({ watch, snapshot, now }: WatchScene): boolean {
  if (knownEnding(watch) || !watch.lastAnswer) return false;
  return (
    now.elapsed - watch.lastAnswer.elapsed > staleAfterMs(clientOf(snapshot, watch).intervalMs)
  );
}

/** The id that has waited longest for an answer, where one has for long enough. */
export function longestRequest(scene: Scene): Watch | undefined {
  const ms = (watch: Watch) => longRequest(watch, scene)?.ms ?? 0;
  return scene.snapshot.watches
    .filter((watch) => ms(watch) > 0)
    .reduce<Watch | undefined>(
      (longest, one) => (longest && ms(longest) >= ms(one) ? longest : one),
      undefined,
    );
}

/** The ids shown, in their places. */
export function shownWatches({ snapshot: { watches }, view: { order } }: Scene): readonly Watch[] {
  const byId = new Map(watches.map((watch) => [watch.id, watch]));
  return order.flatMap((id) => byId.get(id) ?? []);
}

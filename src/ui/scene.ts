import type { Usual } from "../history/usual.ts";
import { type Outlook, outlook } from "../watch/forecast/outlook.ts";
import type { Moment } from "../watch/moment.ts";
import type { Watch } from "../watch/watch.ts";
import type { Snapshot } from "../watch/watcher.ts";

/** One frame's facts: a snapshot and the moment at which it is looked at. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly now: Moment;
  /** What the header calls the tenant. */
  readonly title: string;
  /** One more with each tick; moves what moves. */
  readonly step: number;
  /** How keys that quit are named; depends on whether there is a keyboard. */
  readonly quitHint: string;
  /** What is usual for an id, by its id, where earlier runs tell. */
  readonly usuals: ReadonlyMap<string, Usual>;
}

/** What there is to say of an id's rate and finish now. */
export function outlookOf({ forecast }: Watch, { snapshot, now }: Scene): Outlook {
  return outlook(forecast, now.elapsed, snapshot.intervalMs);
}

const worthShowingMs = 1000;

/** How long a 429 still keeps everything waiting, in milliseconds; 0 where none does. */
export function waitLeftMs({ snapshot, now }: Scene): number {
  return Math.max(0, snapshot.budget.closedUntil - now.elapsed);
}

/** Since when a request is in flight, in milliseconds, once that is long enough to tell. */
export function askingMs(watch: Watch, now: Moment): number | undefined {
  if (watch.askedAt === undefined) return undefined;
  const ms = now.elapsed - watch.askedAt;
  return ms >= worthShowingMs ? ms : undefined;
}

/**
 * Whether the values shown are so old that they should not look like the present: older than three
 * intervals, and half a minute at least.
 */
export function isStale(watch: Watch, { snapshot, now }: Scene): boolean {
  if (watch.ending || !watch.lastAnswer) return false;
  return now.elapsed - watch.lastAnswer.elapsed > Math.max(30_000, 3 * snapshot.intervalMs);
}

/** The id whose request has been in flight for longest, where one has been for long enough. */
export function longestAsked({ snapshot, now }: Scene): Watch | undefined {
  return snapshot.watches
    .filter((watch) => askingMs(watch, now) !== undefined)
    .reduce<Watch | undefined>(
      (longest, one) => (longest && (longest.askedAt ?? 0) <= (one.askedAt ?? 0) ? longest : one),
      undefined,
    );
}

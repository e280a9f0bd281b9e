import type { Budget } from "./budget.ts";
import type { SignIn } from "./sender.ts";
import type { Watch } from "./watch.ts";

/** Everything there is to show, at one moment. Immutable. */
export interface Snapshot {
  /** The tenant's host. */
  readonly host: string;
  /** In the order in which the user gave the ids. */
  readonly watches: readonly Watch[];
  readonly budget: Budget;
  /** What goes on at the token endpoint, while something does. */
  readonly signIn: SignIn | undefined;
  /** The time between two polls of an id, as it is now; milliseconds. */
  readonly intervalMs: number;
  /** Whether all polling is paused. */
  readonly isPaused: boolean;
  /** The id that the user looks at: it is asked more often. */
  readonly attended: string | undefined;
  /** How a recording is played; undefined where a tenant is watched. */
  readonly playback?: Playback;
}

/** Whether the key for that has stopped what it can stop: the polling, or the time of a recording. */
export function isPaused({ isPaused, playback }: Pick<Snapshot, "isPaused" | "playback">): boolean {
  return playback ? playback.isPaused : isPaused;
}

/** How a recording is played. */
export interface Playback {
  /** How many times as fast as it was. */
  readonly speed: number;
  /** Whether its time stands still. */
  readonly isPaused: boolean;
}

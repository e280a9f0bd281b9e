import { type Budget, waitLeftMs } from "../../client/budget.ts";
import type { SignIn } from "../../client/sender.ts";
import type { Watch, WatchedId } from "./watch.ts";

/** Everything there is to show, at one moment. Immutable. */
export interface Snapshot {
  /** In the order in which the user gave the ids. */
  readonly watches: readonly Watch[];
  /** Those who ask for them: one for each tenant. */
  readonly clients: readonly [ClientState, ...ClientState[]];
  /** How looking for more ids goes; left out where nobody looks. */
  readonly look?: Look;
  /** Whether all polling is paused. */
  readonly isPaused: boolean;
  /** The id that the user looks at: it is asked more often. */
  readonly focused: string | undefined;
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

/** More ids are looked for, again and again. */
export interface Look {
  readonly everyMs: number;
  /** Why the last look failed; undefined where it did not. */
  readonly problem: string | undefined;
}

/** One client of one tenant, at one moment. */
export interface ClientState {
  /** What its ids have as their tenant; undefined where ids without one are its own. */
  readonly tenant: string | undefined;
  /** The tenant's host. */
  readonly host: string;
  readonly budget: Budget;
  /** What goes on at the token endpoint, while something does. */
  readonly signIn: SignIn | undefined;
  /** The time between two polls of an id, as it is now; milliseconds. */
  readonly intervalMs: number;
}

/** Who asks for an id. */
export function clientOf(
  { clients }: Pick<Snapshot, "clients">,
  { tenant }: Pick<WatchedId, "tenant">,
): ClientState {
  return clients.find((client) => client.tenant === tenant) ?? clients[0];
}

/** Who waits longest as a 429 asked, and how long still; undefined where nobody does. */
export function longestWait({ clients }: Pick<Snapshot, "clients">, elapsed: number) {
  const waits = clients.map((client) => ({ client, ms: waitLeftMs(client.budget, elapsed) }));
  const [longest] = waits.toSorted((one, other) => other.ms - one.ms);
  return longest && longest.ms > 0 ? longest : undefined;
}

import { type Budget, waitLeftMs } from "../../client/budget.ts";
import type { SignIn } from "../../client/sender.ts";
import type { Watch, WatchedId } from "./watch.ts";

/** All there is to show at one moment. Immutable. */
export interface Snapshot {
  /** In the order in which the user gave the ids. */
  readonly watches: readonly Watch[];
  /** One for each tenant. */
  readonly clients: readonly [ClientState, ...ClientState[]];
  /** Left out if no more ids are looked for. */
  readonly look?: Look;
  /** Whether polling is paused. */
  readonly isPaused: boolean;
  /** The id that is polled more often, since the user views it. */
  readonly focused: string | undefined;
  /** Undefined unless a recording is played. */
  readonly playback?: Playback;
}

/** Whether the pause key has stopped polling, or the time of a recording. */
export function isPaused({ isPaused, playback }: Pick<Snapshot, "isPaused" | "playback">): boolean {
  return playback ? playback.isPaused : isPaused;
}

export interface Playback {
  /** A factor: 1 is the original speed. */
  readonly speed: number;
  readonly isPaused: boolean;
}

/** The periodic listing of more ids. */
export interface Look {
  readonly everyMs: number;
  /** Why the last listing failed, if it did. */
  readonly problem: string | undefined;
}

/** A client of a tenant at one moment. */
export interface ClientState {
  /** The `tenant` of its ids. */
  readonly tenant: string | undefined;
  readonly host: string;
  readonly budget: Budget;
  /** What is under way at the token endpoint, if anything. */
  readonly signIn: SignIn | undefined;
  /** The present time between two polls of an id; milliseconds. */
  readonly intervalMs: number;
}

/** The client that polls an id. */
export function clientOf(
  { clients }: Pick<Snapshot, "clients">,
  { tenant }: Pick<WatchedId, "tenant">,
): ClientState {
  return clients.find((client) => client.tenant === tenant) ?? clients[0];
}

/** The client with the longest 429 wait, and how much of it is left; undefined if none waits. */
export function longestWait({ clients }: Pick<Snapshot, "clients">, elapsed: number) {
  const waits = clients.map((client) => ({ client, ms: waitLeftMs(client.budget, elapsed) }));
  const [longest] = waits.toSorted((one, other) => other.ms - one.ms);
  return longest && longest.ms > 0 ? longest : undefined;
}

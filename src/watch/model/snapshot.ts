import type { WebOrigin } from "../../api/http/web-address.ts";
import { type Budget, waitLeftMs } from "../../client/budget.ts";
import type { SignIn } from "../../client/sender.ts";
import type { Watch, WatchedId } from "./watch.ts";

/** All there is to show at one moment. Immutable. */
export interface Snapshot {
  readonly watches: readonly Watch[];
  readonly clients: readonly [ClientState, ...ClientState[]];
  /** Left out if no more ids are looked for. */
  readonly look?: Look;
  /** How many starts of the same command are still to come; left out if none are. */
  readonly toStart?: number;
  readonly isPaused: boolean;
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

export interface Look {
  readonly everyMs: number;
  readonly problem: string | undefined;
}

export interface ClientState {
  /** The `tenant` of its ids. */
  readonly tenant: string | undefined;
  readonly host: string;
  /** Of the tenant's web UI, where the configuration says it. */
  readonly web?: WebOrigin | undefined;
  readonly budget: Budget;
  readonly signIn: SignIn | undefined;
  /** Why the budget server is out of reach; undefined where it is not, or where there is none. */
  readonly serverProblem?: string | undefined;
  readonly intervalMs: number;
}

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

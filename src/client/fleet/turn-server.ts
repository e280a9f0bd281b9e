/**
 * A connection to the server that leases turns to the watchers of one client. All methods throw
 * what the connection or the server does, even nonsense or nothing; a connection that has thrown
 * is closed.
 */
export interface TurnServer {
  /** Registers this member as present, and returns what there is to know. */
  look(asked: Asked): Promise<Seen>;
  /** Leases free turns. */
  take(turns: readonly number[]): Promise<Taken>;
  /** Prolongs leases of this member, which it has for certain. */
  renew(turns: readonly number[]): Promise<void>;
  /** Ends leases, each after its number of milliseconds. */
  release(turns: ReadonlyMap<number, number>): Promise<void>;
  /** All requests of all members wait for that long. */
  hold(waitMs: number): Promise<void>;
  endHold(): Promise<void>;
  /** Sends that this member is there no more, and the end of its leases, and waits for nothing. */
  leave(turns: ReadonlyMap<number, number>): void;
  close(): void;
}

export interface Taken {
  /** Those that it got. */
  readonly turns: readonly number[];
  /** As in `Seen`, once they were leased. */
  readonly serverNow: number;
  readonly generation: string;
}

export interface Asked {
  readonly isWatching: boolean;
  /** Leases to prolong. */
  readonly renew: readonly number[];
  /** Whether to look for free turns. */
  readonly wantsFree: boolean;
  /** Entries of members silent for longer are removed; undefined for none. */
  readonly forgetAfterMs: number | undefined;
}

export interface Seen {
  /** By the server's clock; milliseconds since the Unix epoch. */
  readonly serverNow: number;
  /** Another one means that the server may have forgotten what it knew. */
  readonly generation: string;
  readonly generationAgeMs: number;
  /** With this one, in no order. */
  readonly members: readonly Member[];
  readonly heldMs: number;
  readonly free: readonly number[];
}

export interface Member {
  readonly name: string;
  readonly isWatching: boolean;
  /** Since it was last there; negative where the server's clock was set back. */
  readonly silentMs: number;
}

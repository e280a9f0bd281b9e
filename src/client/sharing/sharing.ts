import type { Clock } from "../../time/clock.ts";
import type { Loss } from "../fleet/loss.ts";
import type { EntryStore } from "./entry-store.ts";
import { type Entry, entryName, isMeant, parseEntry } from "./entry.ts";
import { claimable, isOverdrawn, isSlotMeant, slotAt, slotMs } from "./slots.ts";

/** How processes that are the same client of a tenant share its budget. */
export interface Sharing {
  /** Claims a slot for a request that leaves now; returns 0, or milliseconds to wait for one. */
  claim(): number;
  peers(): Peers;
  /** Counts as a watcher and reports every second, until the returned function is called. */
  watch(listener: (peers: Peers) => void): () => void;
  /** Hears what only a budget server says, until the returned function is called. */
  listen(listener: SharingListener): () => void;
  hold(waitMs: number): void;
  /** The user has ended that wait: a process that starts now need not wait either. */
  endHold(): void;
  /** Why nothing is shared, in a line for people; undefined where it is. */
  problem(): string | undefined;
  /** Counts as a watcher no more. Its slots stay, for 10 s and until another process looks. */
  close(): void;
}

export interface SharingListener {
  /** A 429 elsewhere holds everything back. */
  readonly held: (waitMs: number) => void;
  /** The budget server is out of reach, and how many requests this process may send in 10 s. */
  readonly lost: (loss: Loss, perWindow: number) => void;
  readonly back: () => void;
  /** A claim may now be granted that was not. */
  readonly freed: () => void;
}

export interface Peers {
  /** This process included. */
  readonly watchers: number;
  /** Of a 429 elsewhere, when first seen; then 0, since the user may have ended that wait here. */
  readonly waitMs: number;
}

const lookEveryMs = 1000;

export const unshared: Sharing = {
  claim: () => 0,
  peers: () => ({ watchers: 1, waitMs: 0 }),
  watch: () => () => undefined,
  listen: () => () => undefined,
  hold: () => undefined,
  endHold: () => undefined,
  problem: () => undefined,
  close: () => undefined,
};

/**
 * While the store fails, nothing is shared, and no request waits for it. `name` is unique to this
 * process (letters, digits, hyphens); `clock` has the wall clock of the others.
 */
export function createSharing(store: EntryStore, key: string, name: string, clock: Clock): Sharing {
  const ownEntry = nameOf("watcher", name);
  let isWatching = false;
  let problem: string | undefined;
  let watchers = 1;
  /** Milliseconds since the Unix epoch. */
  let heldUntil = 0;

  function nameOf(kind: Entry["kind"], value: string | number): string {
    return entryName({ key, kind, value: `${value}` });
  }

  function attempt<Result>(work: () => Result, otherwise: Result): Result {
    try {
      return work();
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
      return otherwise;
    }
  }

  function remove(entry: string): void {
    attempt(() => store.remove(entry), undefined);
  }

  function claimNow(): number {
    for (;;) {
      const now = clock.now();
      const found = claimable(slotsTaken(), now);
      if ("againAt" in found) return found.againAt - now;
      const entry = nameOf("slot", found.slot);
      if (!store.add(entry)) continue;
      const isLate = slotAt(clock.now()) > found.slot;
      // Other processes may have claimed in the same moment: the last to look sees all of them.
      if (!isLate && !isOverdrawn(slotsTaken())) return 0;
      store.remove(entry);
      if (!isLate) return slotMs;
    }
  }

  /** Fast, since each request looks twice: what is out of date is left to `sweep`. */
  function slotsTaken(): readonly number[] {
    const now = clock.now();
    const beginning = nameOf("slot", "");
    return store.names().flatMap((entry) => {
      const slot = entry.startsWith(beginning) ? Number(entry.slice(beginning.length)) : undefined;
      return slot !== undefined && isSlotMeant(slot, now) ? [slot] : [];
    });
  }

  /** The valid entries of this key; invalid ones of all keys are removed. */
  function sweep(): readonly Entry[] {
    const now = clock.now();
    return store.names().flatMap((entry) => {
      const parsed = parseEntry(entry);
      if (!parsed) return [];
      const renewedAt = () => store.renewedAt(entry) ?? Number.NEGATIVE_INFINITY;
      if (isMeant(parsed, renewedAt, now)) return parsed.key === key ? [parsed] : [];
      store.remove(entry);
      return [];
    });
  }

  function lookNow(): void {
    store.open();
    if (isWatching) store.renew(ownEntry, clock.now());
    const entries = sweep();
    watchers = Math.max(1, entries.filter(({ kind }) => kind === "watcher").length);
    const waits = entries.filter(({ kind }) => kind === "wait").map(({ value }) => Number(value));
    heldUntil = Math.max(heldUntil, ...waits);
    problem = undefined;
  }

  function look(): Peers {
    const before = heldUntil;
    attempt(lookNow, undefined);
    return { watchers, waitMs: heldUntil > before ? Math.max(0, heldUntil - clock.now()) : 0 };
  }

  async function keepLooking(listener: (peers: Peers) => void, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      listener(look());
      await clock.sleep(lookEveryMs, signal).catch(() => undefined);
    }
  }

  return {
    claim: () => attempt(claimNow, 0),
    peers: look,
    watch(listener) {
      const stop = new AbortController();
      isWatching = true;
      void keepLooking(listener, stop.signal);
      return () => {
        stop.abort();
        isWatching = false;
        remove(ownEntry);
      };
    },
    listen: () => () => undefined,
    hold(waitMs) {
      heldUntil = Math.max(heldUntil, Math.ceil(clock.now() + waitMs));
      attempt(() => store.renew(nameOf("wait", heldUntil), clock.now()), undefined);
    },
    endHold() {
      attempt(() => {
        for (const entry of sweep()) if (entry.kind === "wait") store.remove(entryName(entry));
      }, undefined);
    },
    problem: () => problem,
    close() {
      if (isWatching) remove(ownEntry);
    },
  };
}

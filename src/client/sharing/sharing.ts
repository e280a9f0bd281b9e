import type { Clock } from "../../time/clock.ts";
import type { EntryStore } from "./entry-store.ts";
import { type Entry, entryName, isMeant, parseEntry } from "./entry.ts";
import { isClaimable, slotAt, slotEndsAt } from "./slots.ts";

/** How processes that are the same client of a tenant share its budget. */
export interface Sharing {
  /**
   * Takes the slot of this moment, for a request that leaves at once.
   *
   * @returns 0 where it is taken now; else in how many milliseconds the next one begins
   */
  claim(): number;
  /** What the others say. */
  peers(): Peers;
  /**
   * Counts this process as one that watches, until the function that it returns is called.
   *
   * @param listener is told what there is to see, at once and every second
   */
  watch(listener: (look: Peers) => void): () => void;
  /** Tells the others that a 429 lets nothing leave for so many milliseconds. */
  hold(waitMs: number): void;
  /** The user has ended the wait that a 429 asked for: who comes now need not wait. */
  endHold(): void;
  /** Why nothing is shared, in a line for people; undefined where it is. */
  problem(): string | undefined;
  /** Takes away what this process has left, once its last slot is over. */
  close(): Promise<void>;
  /**
   * The same without another turn, for a process that ends at once.
   *
   * @param standStill waits so many milliseconds while nothing else happens; 200 at most
   */
  closeNow(standStill: (ms: number) => void): void;
}

/** What there is to see of the others. */
export interface Peers {
  /** How many watch, this process included. */
  readonly watchers: number;
  /**
   * For how long from now a 429 lets nothing leave, where somebody has said so since the last look;
   * milliseconds, else 0. Told once, since whoever has ended that wait is not to wait again.
   */
  readonly waitMs: number;
}

const lookEveryMs = 1000;

/** A client that nobody else is. */
export const unshared: Sharing = {
  claim: () => 0,
  peers: () => ({ watchers: 1, waitMs: 0 }),
  watch: () => () => undefined,
  hold: () => undefined,
  endHold: () => undefined,
  problem: () => undefined,
  close: () => Promise.resolve(),
  closeNow: () => undefined,
};

/**
 * Shares a budget with all processes that have the same board and key. What cannot be read or
 * written is not shared for the moment: nothing ever waits for a board that does not work.
 *
 * @param key whose budget it is
 * @param name tells this process from others; letters, digits and hyphens
 * @param clock its wall clock must be the one of the other processes
 */
export function createSharing(store: EntryStore, key: string, name: string, clock: Clock): Sharing {
  const ownEntry = nameOf("watcher", name);
  let claimed: number | undefined;
  let isWatching = false;
  let problem: string | undefined;
  let watchers = 1;
  /** The latest wait that is known here; milliseconds since the Unix epoch. */
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

  function claimNow(): number {
    for (;;) {
      const now = clock.now();
      const slot = slotAt(now);
      const entry = nameOf("slot", slot);
      if (!isClaimable(now) || !store.add(entry)) return slotEndsAt(slot) - now;
      if (claimed !== undefined) store.remove(nameOf("slot", claimed));
      claimed = slot;
      // Whoever comes late has taken a slot that is over, and that somebody else may have had.
      if (slotAt(clock.now()) === slot) return 0;
    }
  }

  /** What still says something; all else, whosever it is, is swept away. */
  function sweep(): readonly Entry[] {
    const now = clock.now();
    return store.entries().flatMap(({ name: entry, renewedAt }) => {
      const parsed = parseEntry(entry);
      if (!parsed) return [];
      if (isMeant(parsed, renewedAt, now)) return [parsed];
      store.remove(entry);
      return [];
    });
  }

  function lookNow(): void {
    store.open();
    if (isWatching) store.renew(ownEntry, clock.now());
    const entries = sweep().filter((entry) => entry.key === key);
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

  async function keepLooking(listener: (look: Peers) => void, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      listener(look());
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      await clock.sleep(lookEveryMs, signal).catch(() => undefined);
    }
  }

  function untilOver(slot: number): number {
    return Math.min(slotEndsAt(slot) - clock.now(), slotEndsAt(0));
  }

  function removeSlot(slot: number): void {
    attempt(() => store.remove(nameOf("slot", slot)), undefined);
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
        attempt(() => store.remove(ownEntry), undefined);
      };
    },
    hold(waitMs) {
      heldUntil = Math.max(heldUntil, Math.ceil(clock.now() + waitMs));
      attempt(() => store.renew(nameOf("wait", heldUntil), clock.now()), undefined);
    },
    endHold() {
      attempt(() => {
        const waits = sweep().filter((entry) => entry.key === key && entry.kind === "wait");
        for (const wait of waits) store.remove(entryName(wait));
      }, undefined);
    },
    problem: () => problem,
    async close() {
      const last = claimed;
      if (last === undefined) return;
      await clock.sleep(untilOver(last));
      removeSlot(last);
    },
    closeNow(standStill) {
      if (isWatching) attempt(() => store.remove(ownEntry), undefined);
      if (claimed === undefined) return;
      standStill(untilOver(claimed));
      removeSlot(claimed);
    },
  };
}

import type { EntryStore } from "../../../src/client/sharing/entry-store.ts";
import type { Clock } from "../../../src/time/clock.ts";

/** A board without a disk, for as many invented processes as there are. */
export interface InventedBoard extends EntryStore {
  /** From now on it works, or throws whatever is asked of it. */
  works(does: boolean): void;
}

/** @param clock dates what is added */
export function inventedBoard(clock: Clock): InventedBoard {
  const entries = new Map<string, number>();
  let isBroken = false;

  function working(): Map<string, number> {
    if (isBroken) throw new Error("EROFS: read-only file system");
    return entries;
  }

  return {
    names: () => [...working().keys()],
    works: (does) => (isBroken = !does),
    open: () => void working(),
    add(name) {
      if (working().has(name)) return false;
      entries.set(name, clock.now());
      return true;
    },
    renew: (name, now) => void working().set(name, now),
    remove: (name) => void working().delete(name),
    renewedAt: (name) => working().get(name),
  };
}

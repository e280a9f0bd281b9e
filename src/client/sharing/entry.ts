import { isSlotMeant } from "./slots.ts";

/*
 * Entries have no content and are in one folder. Their names carry everything, so that none is ever
 * half written; KEY is the `budgetKey` of a tenant:
 *
 *   KEY.watcher-NAME  a watcher, renewed every second
 *   KEY.slot-NUMBER   a slot that a request has taken, for 10 s more
 *   KEY.wait-UNTIL    a 429 holds everything back until then; milliseconds since the Unix epoch
 */

export interface Entry {
  readonly key: string;
  readonly kind: "watcher" | "slot" | "wait";
  readonly value: string;
}

/** A watcher that has not renewed its entry for that long is dead or suspended. */
export const staleAfterMs = 5000;

/** A day, which is the longest wait that a 429 may ask for, and our own jitter. */
const longestWaitMs = 25 * 60 * 60 * 1000;

const form = /^([0-9a-f]+)\.(?:(watcher)-([\w-]+)|(slot|wait)-(\d+))$/;

export function entryName({ key, kind, value }: Entry): string {
  return `${key}.${kind}-${value}`;
}

export function parseEntry(name: string): Entry | undefined {
  const [, key, watcher, watcherName, kind = watcher, value = watcherName] = form.exec(name) ?? [];
  if (key === undefined || kind === undefined || value === undefined) return undefined;
  return { key, kind: kind as Entry["kind"], value };
}

/** Milliseconds since the Unix epoch. A future one is from before the wall clock was set back. */
export function isMeant({ kind, value }: Entry, renewedAt: () => number, now: number): boolean {
  switch (kind) {
    case "watcher":
      return Math.abs(now - renewedAt()) <= staleAfterMs;
    case "slot":
      return isSlotMeant(Number(value), now);
    case "wait":
      return now < Number(value) && Number(value) <= now + longestWaitMs;
  }
}

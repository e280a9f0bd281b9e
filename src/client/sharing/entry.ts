import { slotEndsAt, slotStartsAt } from "./slots.ts";

/*
 * What processes leave for each other are entries without content, in one folder. Their names say
 * all, so that none is ever half written:
 *
 *   KEY.watcher-NAME  somebody who watches, renewed every second
 *   KEY.slot-NUMBER   a slot in which a request left
 *   KEY.wait-UNTIL    a 429 lets nothing leave until then; milliseconds since the Unix epoch
 *
 * KEY is the `budgetKey` of a tenant.
 */

/** What an entry is. */
export interface Entry {
  readonly key: string;
  readonly kind: "watcher" | "slot" | "wait";
  /** Of a slot or a wait, its number. */
  readonly value: string;
}

/** A watcher that has not renewed its entry for so long is dead, or stands still. */
export const staleAfterMs = 5000;

/** The longest wait that a 429 may ask for is a day, and our own jitter comes on top. */
const longestWaitMs = 25 * 60 * 60 * 1000;

const form = /^([0-9a-f]+)\.(?:(watcher)-([\w-]+)|(slot|wait)-(\d+))$/;

/** The name of an entry. */
export function entryName({ key, kind, value }: Entry): string {
  return `${key}.${kind}-${value}`;
}

/** What a name says; undefined where it is none of ours. */
export function parseEntry(name: string): Entry | undefined {
  const [, key, watcher, watcherName, kind = watcher, value = watcherName] = form.exec(name) ?? [];
  if (key === undefined || kind === undefined || value === undefined) return undefined;
  return { key, kind: kind as Entry["kind"], value };
}

/**
 * Whether an entry still says something. One of the future is left from before the wall clock was
 * set back.
 *
 * @param renewedAt when it was last renewed, and `now` the present: milliseconds since the Unix epoch
 */
export function isMeant({ kind, value }: Entry, renewedAt: number, now: number): boolean {
  switch (kind) {
    case "watcher":
      return Math.abs(now - renewedAt) <= staleAfterMs;
    case "slot":
      return now < slotEndsAt(Number(value)) && slotStartsAt(Number(value)) <= now + staleAfterMs;
    case "wait":
      return now < Number(value) && Number(value) <= now + longestWaitMs;
  }
}

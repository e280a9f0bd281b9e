/** A time in which a 429 held back all requests; monotonic milliseconds. */
export interface Wait {
  readonly from: number;
  readonly until: number;
}

export interface Waits {
  /** Total length of the waits before `last`; milliseconds. */
  readonly earlierMs: number;
  readonly last: readonly Wait[];
}

export const noWaits: Waits = { earlierMs: 0, last: [] };

/** A tenant may send 429s for days. */
const mostWaits = 20;

/** Adds a wait, or lengthens the last one if that is not over yet. */
export function withWait({ earlierMs, last }: Waits, { from, until }: Wait): Waits {
  const newest = last.at(-1);
  if (newest && newest.until >= from) {
    const longer = { from: newest.from, until: Math.max(newest.until, until) };
    return { earlierMs, last: [...last.slice(0, -1), longer] };
  }
  const all = [...last, { from, until }];
  const forgotten = all.slice(0, -mostWaits);
  return { earlierMs: earlierMs + lengthOf(forgotten), last: all.slice(-mostWaits) };
}

/** The waits after the user has ended the last one at `now`. */
export function withoutRest(waits: Waits, now: number): Waits {
  const newest = waits.last.at(-1);
  if (!newest || newest.until <= now) return waits;
  return { ...waits, last: [...waits.last.slice(0, -1), { ...newest, until: now }] };
}

export function waitedMs({ earlierMs, last }: Waits, now: number): number {
  return earlierMs + lengthOf(last, now);
}

function lengthOf(waits: readonly Wait[], end = Number.POSITIVE_INFINITY): number {
  return waits.reduce((sum, { from, until }) => sum + Math.max(0, Math.min(until, end) - from), 0);
}

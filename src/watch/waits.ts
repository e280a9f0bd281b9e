/** A time in which a 429 let nothing leave; monotonic milliseconds. */
export interface Wait {
  readonly from: number;
  readonly until: number;
}

/** A tenant may refuse for days. */
const mostWaits = 20;

/** The waits with one more, which lengthens the last one where that is not over yet. */
export function withWait(waits: readonly Wait[], { from, until }: Wait): readonly Wait[] {
  const last = waits.at(-1);
  if (!last || last.until < from) return [...waits, { from, until }].slice(-mostWaits);
  return [...waits.slice(0, -1), { from: last.from, until: Math.max(last.until, until) }];
}

/** The waits once the user has ended the last one, at `now`. */
export function withoutRest(waits: readonly Wait[], now: number): readonly Wait[] {
  const last = waits.at(-1);
  if (!last || last.until <= now) return waits;
  return [...waits.slice(0, -1), { ...last, until: now }];
}

/** How long of the time until `now` was spent so; milliseconds. */
export function waitedMs(waits: readonly Wait[], now: number): number {
  return waits.reduce((sum, { from, until }) => sum + Math.max(0, Math.min(until, now) - from), 0);
}

/** A time left that was shown during a run, with the range that holds four times in five. */
export interface ToldLeft {
  /** Since the start of the run; milliseconds, as the others. */
  readonly atMs: number;
  readonly leftMs: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

/**
 * Those of a run so far, oldest first, four numbers each. Where its quarter and its half are, is known
 * only at its end, so each is kept that comes a fifth later than the one before, from a quarter of the
 * time so far on: ten of them at most, however long it runs.
 */
export type ToldLefts = readonly number[];

const step = 1.2;
const earliestShare = 0.25;
const numbers = 4;

export function followToldLeft(before: ToldLefts, told: ToldLeft): ToldLefts {
  const { atMs, leftMs, leastMs, mostMs } = told;
  const lastAtMs = before.at(-numbers);
  if (atMs <= 0 || (lastAtMs !== undefined && atMs < lastAtMs * step)) return before;
  const isEarly = (at: number) => (before[at + numbers] ?? Infinity) <= atMs * earliestShare;
  let first = 0;
  while (isEarly(first)) first += numbers;
  const newest = [atMs, leftMs, leastMs, mostMs].map(Math.round);
  // A spread would leave room for more, for as long as an id is watched.
  return before.slice(first).toSpliced(before.length - first, 0, ...newest);
}

/** What was shown when about this share of a run of that length was over. */
export function toldLeftAt(all: ToldLefts, share: number, tookMs: number): ToldLeft | undefined {
  const apart = (at: number) => Math.abs(Math.log((all[at] ?? 0) / (share * tookMs)));
  const places = Array.from({ length: all.length / numbers }, (_, index) => index * numbers);
  const [nearest] = places.toSorted((one, other) => apart(one) - apart(other));
  if (nearest === undefined || apart(nearest) > Math.log(step)) return undefined;
  const [atMs = 0, leftMs = 0, leastMs = 0, mostMs = 0] = all.slice(nearest, nearest + numbers);
  return { atMs, leftMs, leastMs, mostMs };
}

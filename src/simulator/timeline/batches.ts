import { drawLogNormal, type Random } from "./random.ts";

export interface Batch {
  /** Milliseconds since the work began. */
  readonly atMs: number;
  /** The part that is done then, above 0; exactly 1 in the last batch. */
  readonly share: number;
}

/** The limits of the time between batches, before it is fitted to the work's length. */
const shortestGapMs = 5000;
const longestGapMs = 34_000;

/**
 * Uneven progress over `lengthMs`, which the last batch ends: the counters of a real aggregation stand
 * still for 4 to 40 seconds, 13 on average, then jump by amounts of very different size.
 */
export function unevenBatches(random: Random, lengthMs: number): readonly Batch[] {
  const gaps = gapsFor(random, lengthMs);
  const sizes = gaps.map(() => drawLogNormal(random, 1, 0.6));
  const gapsSum = sum(gaps);
  const sizesSum = sum(sizes);
  let gone = 0;
  let done = 0;
  return gaps.map((gap, index) => {
    gone += gap;
    done += sizes[index] ?? 0;
    // A sum of fractions may miss 1, and the work would never end.
    const last = index === gaps.length - 1;
    return {
      atMs: last ? lengthMs : Math.round((gone / gapsSum) * lengthMs),
      share: last ? 1 : done / sizesSum,
    };
  });
}

/** The part that is done, 0 to 1, after `elapsedMs` of the work, which may be negative. */
export function shareDone(batches: readonly Batch[], elapsedMs: number): number {
  return batches.findLast((batch) => batch.atMs <= elapsedMs)?.share ?? 0;
}

/** Gaps that add up to nearly `lengthMs`, so that fitting hardly changes them. */
function gapsFor(random: Random, lengthMs: number): readonly number[] {
  const gaps: number[] = [];
  let left = lengthMs;
  while (left > 0) {
    const drawn = drawLogNormal(random, 11_500, 0.55);
    const gap = Math.min(longestGapMs, Math.max(shortestGapMs, drawn));
    // Leave out a last gap that overshoots the end by more than what is left.
    if (gaps.length > 0 && gap - left > left) break;
    gaps.push(gap);
    left -= gap;
  }
  return gaps;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

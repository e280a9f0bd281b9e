import { drawLogNormal, type Random } from "./random.ts";

/** A moment at which work moves on. */
export interface Batch {
  /** Milliseconds since the work began. */
  readonly atMs: number;
  /** How much is done then, above 0; exactly 1 in the last batch. */
  readonly share: number;
}

/** The shortest and the longest wait for a batch, before they are fitted to the work's length. */
const shortestGapMs = 5000;
const longestGapMs = 34_000;

/**
 * Uneven progress. The counters of a real aggregation stand still for 4 to 40 seconds, 13 on
 * average, then jump by amounts of very different size.
 *
 * @param lengthMs how long the work takes, in milliseconds; its last batch ends it
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
    // Sums of fractions need not come out at 1; the last batch must, or the work never ends.
    const last = index === gaps.length - 1;
    return {
      atMs: last ? lengthMs : Math.round((gone / gapsSum) * lengthMs),
      share: last ? 1 : done / sizesSum,
    };
  });
}

/**
 * @param batches of `unevenBatches`
 * @param elapsedMs milliseconds since the work began; may be below 0
 * @returns how much is done by then, from 0 to 1
 */
export function shareDone(batches: readonly Batch[], elapsedMs: number): number {
  return batches.findLast((batch) => batch.atMs <= elapsedMs)?.share ?? 0;
}

/** Gaps which add up to nearly `lengthMs`, so that fitting them hardly changes any. */
function gapsFor(random: Random, lengthMs: number): readonly number[] {
  const gaps: number[] = [];
  let left = lengthMs;
  while (left > 0) {
    const drawn = drawLogNormal(random, 11_500, 0.55);
    const gap = Math.min(longestGapMs, Math.max(shortestGapMs, drawn));
    // A last gap that reaches further beyond the end than the end is away is left out.
    if (gaps.length > 0 && gap - left > left) break;
    gaps.push(gap);
    left -= gap;
  }
  return gaps;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

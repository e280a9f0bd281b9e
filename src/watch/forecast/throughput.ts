/** How much of one counter was processed when, for a plot. */
export interface Throughput {
  /** When the first bucket began; monotonic milliseconds, a multiple of a bucket. */
  readonly from: number;
  /** When counting began. */
  readonly began: number;
  /** What was processed in each bucket of `bucketMs`, oldest first. */
  readonly buckets: readonly number[];
  /** Up to when it is known: the last answer. */
  readonly until: number;
}

/** The time that a plot can tell apart. */
export const bucketMs = 10_000;
/** An hour of buckets: a watch may run for days. */
const mostBuckets = 360;

/** Nothing processed yet; counting begins at `now`. */
export function newThroughput(now: number): Throughput {
  return { from: bucketStart(now), began: now, buckets: [], until: now };
}

/**
 * The throughput after one more answer. What came since the answer before came in between: it is
 * spread evenly over that time, and over no other. A counter that falls begins again.
 *
 * @param before undefined at the first answer that has the counter
 * @param rise what was processed since the answer before; 0 or less for nothing
 */
export function followThroughput(
  before: Throughput | undefined,
  rise: number,
  now: number,
): Throughput {
  if (!before || now <= before.until) return before ?? newThroughput(now);
  const { from, began, until } = before;
  const buckets = [...before.buckets];
  const perMs = Math.max(0, rise) / (now - until);
  for (let start = bucketStart(until); start < now; start += bucketMs) {
    const index = (start - from) / bucketMs;
    const overlapMs = Math.min(now, start + bucketMs) - Math.max(until, start);
    buckets[index] = (buckets[index] ?? 0) + perMs * overlapMs;
  }
  const surplus = Math.max(0, buckets.length - mostBuckets);
  return { from: from + surplus * bucketMs, began, buckets: buckets.slice(surplus), until: now };
}

/** A plot's cells: the rate in each, oldest first, and how much time they cover together. */
export interface RateColumns {
  /** In counts a second; undefined before counting began. */
  readonly perSecond: readonly (number | undefined)[];
  readonly spanMs: number;
}

/**
 * The rates of the last minutes, in columns of the same whole number of buckets each, so that a
 * column does not change once its time is over. The last one tells of as much time as the others,
 * part of which is that of the one before.
 *
 * @param cells how many columns a screen has for them
 * @param wantedMs how much time they are to cover, roughly
 * @param leastColumnMs a rate over less time would show batches and no course: where a column
 *   would cover less, several together show the same rate
 */
export function rateColumns(
  { from, began, buckets, until }: Throughput,
  cells: number,
  wantedMs: number,
  leastColumnMs = 0,
): RateColumns {
  const perCell = Math.max(1, Math.round(wantedMs / bucketMs / cells));
  const wide = Math.max(1, Math.ceil(leastColumnMs / bucketMs / perCell));
  const cellsPerColumn = Math.min(cells, wide);
  const columns = Math.floor(cells / cellsPerColumn);
  const perColumn = perCell * cellsPerColumn;
  const columnMs = perColumn * bucketMs;
  const lastStart = Math.floor((until - 1) / columnMs) * columnMs;
  const rateFrom = (start: number) => {
    const first = (start - from) / bucketMs;
    const knownMs = Math.min(until, start + columnMs) - Math.max(from, began, start);
    if (knownMs <= 0) return undefined;
    const sum = buckets
      .slice(Math.max(0, first), Math.max(0, first + perColumn))
      .reduce((total, count) => total + count, 0);
    return (sum / knownMs) * 1000;
  };
  const over = Array.from({ length: columns - 1 }, (_, column) =>
    rateFrom(lastStart - (columns - 1 - column) * columnMs),
  );
  // The last column has just begun: alone it would tell the rate of a single batch.
  const latest = rateFrom(bucketStart(until - 1) + bucketMs - columnMs);
  const perSecond = [...over, latest].flatMap((rate) =>
    Array.from({ length: cellsPerColumn }, () => rate),
  );
  const blank = Array.from({ length: cells - perSecond.length }, () => undefined);
  return { perSecond: [...blank, ...perSecond], spanMs: (cells * columnMs) / cellsPerColumn };
}

function bucketStart(ms: number): number {
  return Math.floor(ms / bucketMs) * bucketMs;
}

/** How much of one counter was processed when, for a plot. Monotonic milliseconds. */
export interface Throughput {
  /** When the first bucket began: a multiple of `bucketMs`. */
  readonly from: number;
  readonly began: number;
  /** The count processed in each bucket, oldest first. */
  readonly buckets: readonly number[];
  readonly until: number;
}

export const bucketMs = 10_000;
/** An hour of buckets: a watch may run for days. */
const mostBuckets = 360;

export function newThroughput(now: number): Throughput {
  return { from: bucketStart(now), began: now, buckets: [], until: now };
}

/**
 * The rise since the answer before is spread evenly over the time between the two; a negative one,
 * of a counter that starts over, is none.
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

export interface RateColumns {
  /** Counts per second in each cell, oldest first; undefined before counting began. */
  readonly perSecond: readonly (number | undefined)[];
  readonly spanMs: number;
}

/**
 * The rates of the last minutes, in columns of the same whole number of buckets each, so that a
 * column does not change once its time is over. The last one covers as much time as the others,
 * partly that of the one before: alone, a column that has just begun would show a single batch.
 * Rates over less than `leastColumnMs` would show batches and no trend.
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
    const own = buckets.slice(Math.max(0, first), Math.max(0, first + perColumn));
    const sum = own.reduce((total, count) => total + count, 0);
    return knownMs <= 0 ? undefined : (sum / knownMs) * 1000;
  };
  const over = Array.from({ length: columns - 1 }, (_, column) =>
    rateFrom(lastStart - (columns - 1 - column) * columnMs),
  );
  const latest = rateFrom(bucketStart(until - 1) + bucketMs - columnMs);
  const perSecond = [...over, latest].flatMap((rate) =>
    Array<typeof rate>(cellsPerColumn).fill(rate),
  );
  const blank = Array<undefined>(cells - perSecond.length).fill(undefined);
  return { perSecond: [...blank, ...perSecond], spanMs: (cells * columnMs) / cellsPerColumn };
}

function bucketStart(ms: number): number {
  return Math.floor(ms / bucketMs) * bucketMs;
}

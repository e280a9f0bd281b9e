import { append, numbersOf, type Runs, takeLast, withoutFirst } from "./runs.ts";

/** How much of one counter was processed when, for a plot. Monotonic milliseconds. */
export interface Throughput {
  /** When the first bucket began: a multiple of `bucketMs`. */
  readonly from: number;
  readonly began: number;
  /** The count processed in each bucket, oldest first. */
  readonly buckets: Runs;
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
  const next = bucketStart(until) + bucketMs;
  const begun = until > next - bucketMs ? (takeLast(buckets) ?? 0) : 0;
  append(buckets, begun + perMs * (Math.min(now, next) - until));
  if (now > next) {
    append(buckets, perMs * bucketMs, (bucketStart(now) - next) / bucketMs);
    append(buckets, perMs * (now % bucketMs), now % bucketMs > 0 ? 1 : 0);
  }
  const surplus = Math.max(0, Math.ceil((now - from) / bucketMs) - mostBuckets);
  // A copy has no room for more.
  const kept = surplus > 0 ? withoutFirst(buckets, surplus) : buckets.slice();
  return { from: from + surplus * bucketMs, began, buckets: kept, until: now };
}

/** Whether anything was processed in the time that is kept. */
export function hasRisen({ buckets }: Throughput): boolean {
  return buckets.some((count) => count > 0);
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
  { from, began, until, buckets: runs }: Throughput,
  cells: number,
  wantedMs: number,
  leastColumnMs = 0,
): RateColumns {
  const buckets = numbersOf(runs);
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

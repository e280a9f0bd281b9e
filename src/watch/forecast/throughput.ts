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

/** When the counting began, but no earlier than `wantedMs` ago: monotonic milliseconds. */
export function plottedFrom({ from, began, until }: Throughput, wantedMs: number): number {
  return Math.max(from, began, until - wantedMs);
}

/**
 * The rates of the last `wantedMs` in counts per second, which fill `cells`; where the counting began
 * later, the first cells. A column is of whole buckets, as many as a cell stands for or, since less
 * time would show batches and no trend, as many as `rhythmMs`; it has one cell or more. Columns and
 * cells begin at the same times whatever the present, so one does not change once its time is over.
 * The last one covers as much time as the others, partly that of the one before: alone, a column that
 * has just begun would show a single batch.
 */
export function rateColumns(
  { from, began, until, buckets: runs }: Throughput,
  cells: number,
  wantedMs: number,
  rhythmMs = 0,
): readonly number[] {
  const knownFrom = Math.max(from, began);
  if (until <= knownFrom) return [];
  const buckets = numbersOf(runs);
  const cellMs = wantedMs / cells;
  const perColumn = Math.max(Math.ceil(cellMs / bucketMs), Math.round(rhythmMs / bucketMs));
  const columnMs = perColumn * bucketMs;
  const rateFrom = (start: number) => {
    const first = (start - from) / bucketMs;
    const own = buckets.slice(Math.max(0, first), Math.max(0, first + perColumn));
    const knownMs = Math.min(until, start + columnMs) - Math.max(knownFrom, start);
    return (own.reduce((total, count) => total + count, 0) / knownMs) * 1000;
  };
  const latest = rateFrom(bucketStart(until - 1) + bucketMs - columnMs);
  const rates = new Map<number, number>();
  const rateOf = (column: number) => {
    if ((column + 1) * columnMs >= until) return latest;
    const rate = rates.get(column) ?? rateFrom(column * columnMs);
    rates.set(column, rate);
    return rate;
  };
  const lastCell = Math.ceil(until / cellMs) - 1;
  const firstCell = Math.max(lastCell - cells + 1, Math.floor(knownFrom / cellMs));
  return Array.from({ length: lastCell - firstCell + 1 }, (_, cell) => {
    const middle = (firstCell + cell + 0.5) * cellMs;
    return rateOf(Math.floor(Math.max(knownFrom, Math.min(middle, until - 1)) / columnMs));
  });
}

/** When the bucket that a moment is in begins. */
export function bucketStart(ms: number): number {
  return Math.floor(ms / bucketMs) * bucketMs;
}

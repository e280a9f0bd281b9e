import { addTo } from "./runs.ts";
import { bucketMs, bucketStart, type Throughput } from "./throughput.ts";

/** One counter of a sum. */
export interface Summand {
  readonly throughput: Throughput;
  /** Whether it has counted to its end: nothing comes after its last answer. */
  readonly isOver: boolean;
  /** For how long after the last answer the next one is awaited; 0 where none is. */
  readonly awaitedMs: number;
}

/**
 * What was processed of several counters together in the last `wantedMs`. It goes as far as all
 * answers that are awaited do: a time that only some have covered would look like a fall. A counter
 * adds what is known of it and nothing before or after; where nothing is known of any, the bucket is
 * NaN. Undefined without counters.
 */
export function throughputSum(
  summands: readonly Summand[],
  wantedMs: number,
): Throughput | undefined {
  let [began, latest] = [Infinity, -Infinity];
  for (const { throughput } of summands) {
    began = Math.min(began, throughput.began);
    latest = Math.max(latest, throughput.until);
  }
  if (!Number.isFinite(began)) return undefined;
  const isAwaited = ({ throughput, awaitedMs }: Summand) => latest - throughput.until < awaitedMs;
  let until = latest;
  for (const summand of summands) {
    // Past its last whole bucket, an answer covers a part that others may not cover yet.
    if (isAwaited(summand)) until = Math.min(until, bucketStart(summand.throughput.until));
  }
  const from = bucketStart(Math.max(began, until - wantedMs));
  const places = Math.max(0, Math.ceil((until - from) / bucketMs));
  const sums = Array.from({ length: places }, () => 0);
  // Where one more, or one less, is known of than before.
  const changes = Array.from({ length: places + 1 }, () => 0);
  const change = (ms: number, by: number) => {
    const place = Math.max(0, Math.min(places, ms / bucketMs));
    changes[place] = (changes[place] ?? 0) + by;
  };
  for (const summand of summands) {
    const { began, until, buckets } = summand.throughput;
    const next = bucketStart(until - 1) + bucketMs - from;
    addTo(sums, buckets, next / bucketMs - 1);
    change(bucketStart(began) - from, 1);
    if (!summand.isOver && !isAwaited(summand)) change(next, -1);
  }
  let known = 0;
  const buckets = sums.map((sum, place) => {
    known += changes[place] ?? 0;
    return known > 0 ? sum : NaN;
  });
  return { from, began, buckets, until };
}

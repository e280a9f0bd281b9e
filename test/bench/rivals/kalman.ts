import type { Bar } from "./bar.ts";

/** The rate wanders by a quarter in eight minutes. */
const wanderPerMs = 0.25 ** 2 / 480_000;
/** A batch is this uneven: standard deviation by mean. */
const batchSpread = 0.8;

/**
 * A Kalman filter of a rate that wanders, each rise a measurement of it. Both noises are those that
 * the traces were made with, in its favour.
 *
 * Source: R. E. Kalman, A new approach to linear filtering and prediction problems (1960), with one
 * state.
 */
export function kalman(processed: number, total: number, atMs: number): Bar {
  let seen = { processed, atMs };
  let left = total - processed;
  let perMs: number | undefined;
  /** Of the rate, as a share of its square. */
  let variance = 1;
  return {
    see: (processed, total, atMs) => {
      left = total - processed;
      if (processed <= seen.processed) return;
      const passedMs = atMs - seen.atMs;
      const measured = (processed - seen.processed) / passedMs;
      variance += wanderPerMs * passedMs;
      const gain = perMs === undefined ? 1 : variance / (variance + batchSpread ** 2);
      perMs = (perMs ?? 0) + gain * (measured - (perMs ?? 0));
      variance = gain === 1 ? batchSpread ** 2 : variance * (1 - gain);
      seen = { processed, atMs };
    },
    leftMs: (atMs) =>
      perMs === undefined ? undefined : Math.max(0, left / perMs - (atMs - seen.atMs)),
  };
}

import type { Bar } from "./bar.ts";

const levelPart = 0.3;
const trendPart = 0.05;

/**
 * Holt's linear method on the count: a smoothed level and a smoothed trend, at each rise. The first
 * rises weigh alike, so that the trend does not depend on the very first.
 *
 * Source: C. C. Holt, Forecasting seasonals and trends by exponentially weighted moving averages
 * (1957); for uneven times D. J. Wright (1986).
 */
export function holt(processed: number, total: number, atMs: number): Bar {
  let seen = { processed, atMs };
  let rises = 0;
  let level = processed;
  let perMs = 0;
  let goal = total;
  return {
    see: (processed, total, atMs) => {
      goal = total;
      if (processed <= seen.processed) return;
      rises += 1;
      const passedMs = atMs - seen.atMs;
      const before = level;
      const expected = rises === 1 ? processed : level + perMs * passedMs;
      level = expected + levelPart * (processed - expected);
      const part = Math.max(trendPart, 1 / rises);
      perMs += part * ((level - before) / passedMs - perMs);
      seen = { processed, atMs };
    },
    leftMs: (atMs) =>
      perMs > 0 ? Math.max(0, (goal - level) / perMs - (atMs - seen.atMs)) : undefined,
  };
}

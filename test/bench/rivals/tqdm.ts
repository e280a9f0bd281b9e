import type { Bar } from "./bar.ts";

/** Its default for `smoothing`. */
const smoothing = 0.3;

/**
 * tqdm's time left: what is left, by the ratio of two exponential moving averages, one of the
 * amounts and one of the times between updates. Each is corrected for having begun at 0. Only an
 * update that moves the count is averaged, and the rate stands still until the next.
 *
 * Source: `EMA`, `update`, `format_dict` and `format_meter` in
 * https://github.com/tqdm/tqdm/blob/f6d361258bec36163f5000e0047a1cdf167ed4c8/tqdm/std.py.
 * Left out: `miniters`, which merges updates much smaller than a batch.
 */
export function tqdm(processed: number, total: number, atMs: number): Bar {
  const amounts = movingAverage();
  const times = movingAverage();
  let seen = { processed, atMs };
  let left = total - processed;
  return {
    see: (processed, total, atMs) => {
      left = total - processed;
      if (processed <= seen.processed) return;
      amounts.add(processed - seen.processed);
      times.add(atMs - seen.atMs);
      seen = { processed, atMs };
    },
    leftMs: () => (times.mean() > 0 ? (left * times.mean()) / amounts.mean() : undefined),
  };
}

function movingAverage() {
  let sum = 0;
  let missing = 1;
  return {
    add: (value: number) => {
      sum += smoothing * (value - sum);
      missing *= 1 - smoothing;
    },
    mean: () => (missing < 1 ? sum / (1 - missing) : 0),
  };
}

import type { Bar } from "./bar.ts";

/** All that is older than this has a tenth of the weight. */
const tenthAfterMs = 15_000;

/**
 * indicatif's time left: an exponential average of the rate, by time and not by update, averaged
 * once more in the same way. Both are divided by the weight of the time seen so far, since before
 * it there was nothing. The time since the last update counts as an update of 0.
 *
 * Source: `Estimator` and `ProgressState::eta` in
 * https://github.com/console-rs/indicatif/blob/f65cf5cc17694623c382ce1b666de27abb45703c/src/state.rs.
 * Before the first rise it shows 0 s; here that is a blank, in its favour.
 */
export function indicatif(processed: number, total: number, atMs: number): Bar {
  const beginMs = atMs;
  let seen = { processed, atMs };
  let left = total - processed;
  let once = 0;
  let twice = 0;
  return {
    see: (processed, total, atMs) => {
      left = total - processed;
      if (processed <= seen.processed) return;
      const kept = weightOf(atMs - seen.atMs);
      const perMs = (processed - seen.processed) / (atMs - seen.atMs);
      once = once * kept + perMs * (1 - kept);
      const seenWeight = 1 - weightOf(atMs - beginMs);
      twice = twice * kept + (once / seenWeight) * (1 - kept);
      seen = { processed, atMs };
    },
    leftMs: (atMs) => {
      const kept = weightOf(atMs - seen.atMs);
      const seenWeight = 1 - weightOf(atMs - beginMs);
      const onceNow = (once * kept) / seenWeight;
      const perMs = (twice * kept + onceNow * (1 - kept)) / seenWeight;
      return perMs > 0 ? left / perMs : undefined;
    },
  };
}

function weightOf(ageMs: number): number {
  return 0.1 ** (ageMs / tenthAfterMs);
}

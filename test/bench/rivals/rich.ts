import type { Bar } from "./bar.ts";

/** Its default for `speed_estimate_period`. */
const windowMs = 30_000;
const mostSamples = 1000;

/**
 * rich's time left: the updates of the last half a minute that moved the count. Their sum without
 * the oldest one, whose work began before the window, by the time from the oldest to the newest;
 * none with fewer than two. A total that moves forgets all of them.
 *
 * Source: `Progress.update`, `Task.speed` and `Task.time_remaining` in
 * https://github.com/Textualize/rich/blob/42899d8a0a96b121a514516f4be9db44ff7aeaf3/rich/progress.py.
 */
export function rich(processed: number, total: number): Bar {
  let seen = { processed, total };
  let samples: readonly { readonly atMs: number; readonly amount: number }[] = [];
  return {
    see: (processed, total, atMs) => {
      const amount = processed - seen.processed;
      const kept = total === seen.total ? samples.filter((s) => s.atMs >= atMs - windowMs) : [];
      samples = amount > 0 ? [...kept, { atMs, amount }].slice(-mostSamples) : kept;
      seen = { processed, total };
    },
    leftMs: () => {
      const [oldest, ...others] = samples;
      const newest = others.at(-1);
      if (!oldest || !newest) return undefined;
      const done = others.reduce((sum, { amount }) => sum + amount, 0);
      const leftMs = ((seen.total - seen.processed) * (newest.atMs - oldest.atMs)) / done;
      // It shows whole seconds, rounded up.
      return Math.ceil(leftMs / 1000) * 1000;
    },
  };
}

import type { Bar } from "./bar.ts";

/**
 * All that was done, by all the time it took: the rate that a plain script computes. It was the
 * formula of most progress bars before they began to average.
 */
export function globalMean(processed: number, total: number, atMs: number): Bar {
  const begin = { processed, atMs };
  let now = { processed, total };
  return {
    see: (processed, total) => {
      now = { processed, total };
    },
    leftMs: (atMs) => {
      const done = now.processed - begin.processed;
      return done > 0 ? ((now.total - now.processed) * (atMs - begin.atMs)) / done : undefined;
    },
  };
}

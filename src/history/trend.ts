import { quantile } from "../watch/forecast/quantile.ts";

/** How the last runs of a source compare with those before them. */
export interface Trend {
  /** How many there are of each. */
  readonly runs: number;
  readonly recentMs: number;
  readonly beforeMs: number;
}

const fewest = 3;
const most = 5;

/**
 * The medians of the last five durations and of the five before, or of three or four where there are
 * fewer; undefined with fewer than six. A median is not moved by one odd run.
 */
export function trendOf(tookMs: readonly number[]): Trend | undefined {
  const runs = Math.min(most, Math.floor(tookMs.length / 2));
  if (runs < fewest) return undefined;
  const recentMs = quantile(tookMs.slice(-runs), 0.5);
  const beforeMs = quantile(tookMs.slice(-2 * runs, -runs), 0.5);
  return recentMs && beforeMs ? { runs, recentMs, beforeMs } : undefined;
}

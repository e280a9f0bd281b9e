/** Two services of a tenant may tell the time so differently. */
const toleratedMs = 60 * 60 * 1000;
/** Nothing that is still kept has lasted longer. */
const longestMs = 366 * 24 * 60 * 60 * 1000;

/**
 * The time between two moments that a tenant has named. Where it would be one that nothing can have
 * lasted, one of them stands for none, and there is no such time.
 *
 * @param from milliseconds since the Unix epoch, as `to`
 * @returns milliseconds, 0 or more
 */
export function spanMs(from: number | undefined, to: number | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const ms = to - from;
  return ms >= -toleratedMs && ms <= longestMs ? Math.max(0, ms) : undefined;
}

/**
 * The smallest value that a share of all values do not exceed.
 *
 * @param share above 0, at most 1
 * @returns undefined of no values
 */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = Float64Array.from(values).toSorted();
  return sorted[Math.ceil(share * sorted.length) - 1];
}

/** The mean of those that are known; undefined where none is. */
export function meanOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return undefined;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

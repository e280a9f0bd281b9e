/**
 * A quantile of some values, in proportion between the two nearest; undefined without values.
 *
 * @param share 0 to 1; 0.5 is the median
 */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (position % 1);
}

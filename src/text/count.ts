/**
 * A whole number with thousands separators: `5,200`. Not by `Intl` if it can be: the first use of that
 * takes a third of the time that Node itself needs to start.
 */
export function count(value: number): string {
  if (!Number.isSafeInteger(value)) {
    return value.toLocaleString("en-US", { maximumFractionDigits: 0 });
  }
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** A whole number in at most six columns, rounded down: `99,999`, `123K`, `1.23M`, `2,147M`. */
export function compactCount(value: number): string {
  if (value < 100_000) return count(value);
  if (value < 1_000_000) return `${Math.floor(value / 1000)}K`;
  const millions = value / 1_000_000;
  if (millions < 100) return `${(Math.floor(millions * 100) / 100).toFixed(2)}M`;
  return `${count(Math.floor(millions))}M`;
}

/**
 * Whole percent from 0 to 99: only the status COMPLETED is an end, and more accounts may turn up
 * until then. Undefined for a total of 0.
 */
export function percentDone(processed: number, total: number): number | undefined {
  if (total <= 0) return undefined;
  return Math.min(99, Math.floor((Math.max(0, processed) / total) * 100));
}

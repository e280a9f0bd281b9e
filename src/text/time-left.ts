const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const longestMs = 48 * hourMs;

/** The least and the most that may be left, in milliseconds. */
export interface TimeRange {
  readonly low: number;
  readonly high: number;
}

/**
 * A time left, no finer than it can be known: `<1m`, `~17m`, `~1h 20m`, `>2d`.
 *
 * @param ms milliseconds
 */
export function timeLeft(ms: number): string {
  if (ms < minuteMs) return "<1m";
  return ms > longestMs ? ">2d" : `~${rounded(ms)}`;
}

/** A range of time left: `~12–20m`, `~50m–1h 20m`; one time where both ends are told alike. */
export function timeLeftRange({ low, high }: TimeRange): string {
  if (high < minuteMs || high > longestMs || low < minuteMs) return timeLeftAtMost({ low, high });
  const [from, to] = [rounded(low), rounded(high)];
  if (from === to) return timeLeft(high);
  return high < hourMs ? `~${from.slice(0, -1)}–${to}` : `~${from}–${to}`;
}

/** The upper end of a range, where there is no room for both: `≤20m`. */
export function timeLeftAtMost({ high }: TimeRange): string {
  return high < minuteMs || high > longestMs ? timeLeft(high) : `≤${rounded(high)}`;
}

/**
 * The time left of several, of which some have none: `≥ ~31m, 6 unknown`.
 *
 * @param ms until the last of those that have one; milliseconds
 * @param unknown how many have none
 */
export function leastTimeLeft(ms: number, unknown: number): string {
  const left = timeLeft(ms);
  if (unknown === 0) return left;
  // "At least <1m" would say nothing, and "more than 2d" is a least already.
  const least = { "<1m": "?", ">2d": left }[left] ?? `≥ ${left}`;
  return `${least}, ${unknown} unknown`;
}

/**
 * A rate a second, in as many digits as say something: `310/s`, `14/s`, `2.9/s`, `0.05/s`.
 *
 * @param value 0 or more
 */
export function rate(value: number): string {
  if (value >= 9.95) return `${Math.round(value).toLocaleString("en-US")}/s`;
  if (value >= 0.095 || value === 0) return `${value === 0 ? "0" : value.toFixed(1)}/s`;
  return value >= 0.005 ? `${value.toFixed(2)}/s` : "<0.01/s";
}

/** Whole minutes up to an hour, five up to ten hours, whole hours beyond. */
function rounded(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / minuteMs));
  if (minutes < 60) return `${minutes}m`;
  if (minutes >= 600) return `${Math.round(minutes / 60)}h`;
  const fives = Math.round(minutes / 5) * 5;
  const rest = fives % 60;
  return `${Math.floor(fives / 60)}h${rest === 0 ? "" : ` ${String(rest).padStart(2, "0")}m`}`;
}

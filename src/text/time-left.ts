import { count } from "./count.ts";
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const longestMs = 48 * hourMs;

/** Milliseconds. */
export interface TimeRange {
  readonly low: number;
  readonly high: number;
}

/** A time left in milliseconds, no finer than it can be known: `<1m`, `~17m`, `~1h 20m`, `>2d`. */
export function timeLeft(ms: number): string {
  if (ms < minuteMs) return "<1m";
  return ms > longestMs ? ">2d" : `~${rounded(ms)}`;
}

/** `~12–20m`, `~50m–1h 20m`; one time where both ends read the same. */
export function timeLeftRange({ low, high }: TimeRange): string {
  if (high < minuteMs || high > longestMs || low < minuteMs) return timeLeftAtMost({ low, high });
  const [from, to] = [rounded(low), rounded(high)];
  if (from === to) return timeLeft(high);
  return high < hourMs ? `~${from.slice(0, -1)}–${to}` : `~${from}–${to}`;
}

/** The upper end alone, for little room: `≤20m`. */
export function timeLeftAtMost({ high }: TimeRange): string {
  return high < minuteMs || high > longestMs ? timeLeft(high) : `≤${rounded(high)}`;
}

/** The time until the last estimate, and how many have none: `≥ ~31m, 6 unknown`. */
export function leastTimeLeft(ms: number, unknown: number): string {
  const left = timeLeft(ms);
  if (unknown === 0) return left;
  // "At least <1m" would say nothing, and "more than 2d" is a least already.
  const least = { "<1m": "?", ">2d": left }[left] ?? `≥ ${left}`;
  return `${least}, ${unknown} unknown`;
}

/** A rate per second of 0 or more, in significant digits: `310/s`, `14/s`, `2.9/s`, `0.05/s`. */
export function rate(value: number): string {
  if (value >= 9.95) return `${count(Math.round(value))}/s`;
  if (value >= 0.095 || value === 0) return `${value === 0 ? "0" : value.toFixed(1)}/s`;
  return value >= 0.005 ? `${value.toFixed(2)}/s` : "<0.01/s";
}

/** To a minute up to an hour, to five minutes up to ten hours, then to an hour. */
function rounded(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / minuteMs));
  if (minutes < 60) return `${minutes}m`;
  if (minutes >= 600) return `${Math.round(minutes / 60)}h`;
  const fives = Math.round(minutes / 5) * 5;
  const rest = fives % 60;
  return `${Math.floor(fives / 60)}h${rest === 0 ? "" : ` ${String(rest).padStart(2, "0")}m`}`;
}

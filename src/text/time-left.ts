import { count } from "./count.ts";
import { type TimeRange, toldRange } from "./time-range.ts";

const minuteMs = 60_000;
const hourMin = 60;

/**
 * A time left, no finer than it is known: `12–25m`, `50m–1h15`, `<3m` where it may be over at once,
 * `>2h` where its upper end is days away.
 */
export function timeLeftRange(range: TimeRange): string {
  const { low, high } = toldRange(range);
  if (!Number.isFinite(low)) return ">2d";
  if (!Number.isFinite(high)) return low === 0 ? "?" : `>${stepText(low)}`;
  if (low === 0) return `<${stepText(high)}`;
  if (low === high) return stepText(high);
  const isShort = high < hourMin * minuteMs;
  return `${isShort ? low / minuteMs : stepText(low)}–${stepText(high)}`;
}

/** The upper end alone, for little room: `≤25m`. It is what one plans with. */
export function timeLeftAtMost(range: TimeRange): string {
  const { low, high } = toldRange(range);
  return low === 0 || !Number.isFinite(high) ? timeLeftRange(range) : `≤${stepText(high)}`;
}

/**
 * The time until the last of several ends, of which some may have no estimate, from the longest text
 * to the shortest: `at least 30m left (6 can't be estimated)`, `at least 30m left (6 unknown)`,
 * `≥30m left (6 unknown)`.
 */
export function allLeftTexts(range: TimeRange, unknown: number): readonly [string, ...string[]] {
  if (unknown === 0) return [`${timeLeftRange(range)} left`];
  const { low } = toldRange(range);
  // "At least nothing" would say nothing.
  if (low === 0) return [`${unknown} can't be estimated`, `${unknown} unknown`];
  const [words, sign] = Number.isFinite(low)
    ? [`at least ${stepText(low)}`, `≥${stepText(low)}`]
    : ["more than 2d", ">2d"];
  return [
    `${words} left (${unknown} can't be estimated)`,
    `${words} left (${unknown} unknown)`,
    `${sign} left (${unknown} unknown)`,
  ];
}

/** A rate per second of 0 or more, in significant digits: `310/s`, `14/s`, `2.9/s`, `0.05/s`. */
export function rate(value: number): string {
  if (value >= 9.95) return `${count(Math.round(value))}/s`;
  if (value >= 0.095 || value === 0) return `${value === 0 ? "0" : value.toFixed(1)}/s`;
  return value >= 0.005 ? `${value.toFixed(2)}/s` : "<0.01/s";
}

/** `25m`, `1h`, `1h15` */
function stepText(ms: number): string {
  const minutes = Math.round(ms / minuteMs);
  if (minutes < hourMin) return `${minutes}m`;
  const rest = minutes % hourMin;
  return `${Math.floor(minutes / hourMin)}h${rest === 0 ? "" : rest}`;
}

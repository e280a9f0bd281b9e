/**
 * A duration in at most two units, rounded down: `0s`, `58s`, `15m 21s`, `1h 04m`, `2d 03h`.
 * Takes milliseconds, as all of these do; a negative one counts as 0.
 */
export function duration(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (minutes === 0) return `${seconds}s`;
  if (hours === 0) return `${minutes}m ${twoDigits(seconds % 60)}s`;
  if (days === 0) return `${hours}h ${twoDigits(minutes % 60)}m`;
  return `${days}d ${twoDigits(hours % 24)}h`;
}

/** The largest unit alone, where there is little room: `9s`, `15m`, `1h`, `2d`. */
export function shortDuration(ms: number): string {
  return duration(ms).split(" ")[0] ?? "";
}

/** A wait, rounded up so that a countdown ends with it: `1s` until the end. */
export function countdown(ms: number): string {
  return duration(Math.ceil(ms / 1000) * 1000);
}

/** The time between two polls: `5s`, `1.5s`, `2m 30s`. */
export function interval(ms: number): string {
  return ms < 60_000 ? `${Math.round(ms / 100) / 10}s` : duration(ms);
}

/** A usual duration, to the nearest second or minute: `58s`, `6m`, `2h 05m`. */
export function nearestDuration(ms: number): string {
  if (ms < 59_500) return `${Math.round(ms / 1000)}s`;
  if (ms < 89.5 * 60_000) return `${Math.round(ms / 60_000)}m`;
  return duration(Math.round(ms / 60_000) * 60_000);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

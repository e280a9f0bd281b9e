/**
 * The local time of day, as people compare it with a clock on the wall: `14:07:31`.
 *
 * @param epochMs milliseconds since the Unix epoch
 */
export function timeOfDay(epochMs: number): string {
  const date = new Date(epochMs);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}

/** The local time of day without seconds, for what is not known so exactly: `14:25`. */
export function hourAndMinute(epochMs: number): string {
  return timeOfDay(epochMs).slice(0, 5);
}

/**
 * A moment for logs that are read in another place on another day: `2026-11-23T14:07:31Z`.
 *
 * @param epochMs milliseconds since the Unix epoch
 */
export function timestamp(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

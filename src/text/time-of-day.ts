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

/**
 * A moment as it is told now, by the local calendar: today's with seconds, `14:07:31`; that of
 * another day with its date, `Nov 23 14:07`, and of another year with that, `Nov 23 2025 14:07`.
 *
 * @param epochMs milliseconds since the Unix epoch
 * @param now likewise
 */
export function momentText(epochMs: number, now: number): string {
  const date = dateText(epochMs, now);
  return date === "" ? timeOfDay(epochMs) : `${date} ${hourAndMinute(epochMs)}`;
}

/** The same without seconds, for what is not known so exactly: `14:25`, `Nov 24 00:25`. */
export function minuteText(epochMs: number, now: number): string {
  return [dateText(epochMs, now), hourAndMinute(epochMs)].filter(Boolean).join(" ");
}

function hourAndMinute(epochMs: number): string {
  return timeOfDay(epochMs).slice(0, 5);
}

/** Nothing for today. */
function dateText(epochMs: number, now: number): string {
  const [date, today] = [new Date(epochMs), new Date(now)];
  if (date.toDateString() === today.toDateString()) return "";
  const day = `${months[date.getMonth()]} ${date.getDate()}`;
  return date.getFullYear() === today.getFullYear() ? day : `${day} ${date.getFullYear()}`;
}

const months = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

/**
 * A moment for logs that are read in another place on another day: `2026-11-23T14:07:31Z`.
 *
 * @param epochMs milliseconds since the Unix epoch
 */
export function timestamp(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

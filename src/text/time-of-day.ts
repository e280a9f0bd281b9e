import type { TimeRange } from "./time-range.ts";

const minuteMs = 60_000;

/** The local time of day: `14:07:31`. Takes milliseconds since the Unix epoch, as all of these do. */
export function timeOfDay(epochMs: number): string {
  return new Date(epochMs).toTimeString().slice(0, 8);
}

/** Today's time with seconds, `14:07:31`; else the date too, `Nov 23 14:07` or `Nov 23 2025 14:07`. */
export function momentText(epochMs: number, now: number): string {
  const date = dateText(epochMs, now);
  return date === "" ? timeOfDay(epochMs) : `${date} ${hourAndMinute(epochMs)}`;
}

/** The same without seconds, for less exact times: `14:25`, `Nov 24 00:25`. */
export function minuteText(epochMs: number, now: number): string {
  return [dateText(epochMs, now), hourAndMinute(epochMs)].filter(Boolean).join(" ");
}

/**
 * When a time left ends, `14:20–14:35`, or `by 14:35` where it may be over at once. No finer than it
 * is known: to five minutes from a quarter of an hour on, to a quarter of an hour from two hours on.
 * What would begin in the past is to the minute.
 */
export function endRangeText({ low, high }: TimeRange, now: number, today = now): string {
  const minutes = high < 15 * minuteMs ? 1 : high < 120 * minuteMs ? 5 : 15;
  const unitMs = minutes * minuteMs;
  const before = (unit: number) => Math.floor((now + low) / unit) * unit;
  const firstMs = before(unitMs) > now ? before(unitMs) : before(minuteMs);
  const last = minuteText(Math.ceil((now + high) / unitMs) * unitMs, today);
  const first = minuteText(firstMs, today);
  return firstMs <= now || first === last ? `by ${last}` : `${first}–${last}`;
}

/** The latest end alone: `by 14:35`. */
export function endAtMostText({ high }: TimeRange, now: number, today = now): string {
  return endRangeText({ low: 0, high }, now, today);
}

/** In local time, with the date: `2026-11-23 14:07`. */
export function dayAndMinute(epochMs: number): string {
  const date = new Date(epochMs);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  const day = parts.map((part) => String(part).padStart(2, "0")).join("-");
  return `${day} ${hourAndMinute(epochMs)}`;
}

function hourAndMinute(epochMs: number): string {
  return timeOfDay(epochMs).slice(0, 5);
}

/** Empty for today. */
function dateText(epochMs: number, now: number): string {
  // The language specifies this form: `Mon Nov 23 2026`.
  const date = new Date(epochMs).toDateString();
  const today = new Date(now).toDateString();
  if (date === today) return "";
  const [, month, day, year = ""] = date.split(" ");
  const monthAndDay = `${month} ${Number(day)}`;
  return today.endsWith(` ${year}`) ? monthAndDay : `${monthAndDay} ${year}`;
}

/** UTC, for logs that are read elsewhere and on another day: `2026-11-23T14:07:31Z`. */
export function timestamp(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

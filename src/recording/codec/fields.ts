import * as v from "valibot";
import { lastMomentMs } from "../../api/answer/fields.ts";
import { safeText } from "../../text/safe-text.ts";
import type { WatchedId } from "../../watch/model/watch.ts";

/** What is said of a failure may hold what the API said of it. */
const longestText = 2000;

/** A text that came from outside once; a recording may come from anywhere as well. */
export const text = v.pipe(
  v.string(),
  v.transform((given) => safeText(given, longestText)),
);
export const word = v.pipe(text, v.minLength(1));
export const amount = v.pipe(v.number(), v.finite());

/** Only years of four digits have a form that everybody reads. */
const firstDateMs = Date.parse("0000-01-01T00:00:00.000Z");
const lastDateMs = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * A moment of the wall clock as it stands in a recording: ISO 8601, in UTC. A number of
 * milliseconds that is no date of whole ones stands there as it is.
 */
export function isoOf(ms: number): string | number {
  const isDate = Number.isInteger(ms) && ms >= firstDateMs && ms <= lastDateMs;
  return isDate ? new Date(ms).toISOString() : ms;
}

/** Reads what `isoOf` wrote. */
export const wall = v.pipe(
  v.union([v.pipe(v.string(), v.isoTimestamp(), v.transform(Date.parse), amount), amount]),
  v.minValue(-lastMomentMs),
  v.maxValue(lastMomentMs),
);

/** A moment of the clocks of whoever recorded: whatever is added up of both can be told. */
export const moment = {
  ts: v.pipe(wall, v.minValue(firstDateMs), v.maxValue(lastDateMs)),
  elapsedMs: v.pipe(amount, v.minValue(0), v.maxValue(lastDateMs)),
};

/** What is watched, as it stands in a recording. */
export const watchedId = v.pipe(
  v.object({
    id: word,
    label: v.optional(word),
    tenant: v.optional(word),
    isAwaited: v.optional(v.literal(true)),
  }),
  v.transform(({ id, label, tenant, isAwaited }): WatchedId => ({
    id,
    label,
    ...(tenant !== undefined && { tenant }),
    ...(isAwaited && { isAwaited }),
  })),
);

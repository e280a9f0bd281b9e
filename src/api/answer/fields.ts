import * as v from "valibot";
import { safeText } from "../../text/safe-text.ts";
import { parseHttpDate } from "./retry-after.ts";

/** A field of the wrong shape counts as absent. */
export function optionalField<Output>(schema: v.GenericSchema<unknown, Output>) {
  return v.fallback(v.optional(schema), undefined);
}

/** Not empty, and safe to print. */
export const textField = v.pipe(v.string(), v.transform(safeText), v.minLength(1));

/** The last moment that a `Date` can hold; milliseconds since the Unix epoch. */
export const lastMomentMs = 8.64e15;

/** Before, there was no such product; from the last second of 32 bits on, a date means none. */
const firstMeantMs = Date.parse("2000-01-01T00:00:00Z");
const lastMeantMs = 2 ** 31 * 1000 - 1000;

const isMeant = (ms: number) => ms >= firstMeantMs && ms < lastMeantMs;

const isoForm =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$/i;

/**
 * Milliseconds since the Unix epoch. The specification has ISO 8601; tenants have also sent epoch
 * milliseconds and seconds, distinct by their size. Without a zone it is UTC, as in all of ISC. A
 * placeholder (0, the year 1, the year 9999) is not a moment.
 */
export const momentField = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.trim())]),
  v.transform((said) => (typeof said === "number" ? momentOf(said) : momentIn(said))),
  v.number(),
);

/** Any value says that something has ended: a placeholder stays, and `spanMs` ignores it. */
export const endField = v.union([
  momentField,
  v.pipe(v.number(), v.minValue(-lastMomentMs), v.maxValue(lastMomentMs)),
  v.pipe(v.string(), v.transform(Date.parse), v.number()),
]);

function momentOf(count: number): number | undefined {
  return [count * 1000, count].find(isMeant);
}

function momentIn(text: string): number | undefined {
  if (/^\d+(?:\.\d+)?$/.test(text)) return momentOf(Number(text));
  const [, date, time = "00:00", zone = "Z"] = isoForm.exec(text) ?? [];
  if (date === undefined) return [parseHttpDate(text) ?? Number.NaN].find(isMeant);
  const [hours, minutes = "00"] = zone.match(/[+-]?\d{2}/g) ?? [];
  const offset = hours === undefined ? "Z" : `${hours}:${minutes}`;
  return [Date.parse(`${date}T${time}${offset}`)].find(isMeant);
}
